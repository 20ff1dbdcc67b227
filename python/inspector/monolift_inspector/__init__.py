"""Says what a Django application is, from inside its own bundle and its own Python.

The application is loaded the way a cold start loads it, and what Django then knows about itself is written
as one JSON document (`src/facts/schema.ts` is the contract). Nothing of it is changed, and nothing of it is
trusted: it may print, fork, hang, exit or raise, and the answer stays precise.
"""
