"""The little of AWS that a function asks for itself, with nothing but the standard library.

Importing this package imports nothing.
"""
