# Generated from spec/. Do not edit.
"""Endpoints, one package for each group."""
