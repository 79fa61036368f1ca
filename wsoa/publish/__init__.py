"""Publish pages and sites, and verify them, without a terminal."""
