# Generated from spec/. Do not edit.
"""Typed endpoint functions over httpx, usable on their own."""
