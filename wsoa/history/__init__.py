"""Versions of a plan, what changed between them, and why a rating changed. Read-only, whatever the source."""
