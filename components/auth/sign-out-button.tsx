"use client";

import { LogOut } from "lucide-react";
import { Button } from "@/components/ui/button";
import { signOut } from "./sign-out";

/** The way out where there is no shell with a menu. */
export function SignOutButton() {
  return (
    <Button variant="outline" onClick={() => signOut()}>
      <LogOut />
      Sign out
    </Button>
  );
}
