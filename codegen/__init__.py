"""Turn `spec/` into `generated/ibkr_wire`: `python -m codegen [--check]`.

The stages, in order: `source` reads YAML and remembers lines, `bundle` makes one
OpenAPI document of many files, `lint` refuses a spec that would generate
something wrong, then `models`, `rest`, `stream`, `tables` and `facade` each
return files as text, and `tree` formats, compares and writes them. Nothing is
written before everything has been generated, so a broken spec changes nothing.
"""
