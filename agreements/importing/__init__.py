"""Sheets that people send, read into the register: seen as a plan first, then saved as one edit."""
