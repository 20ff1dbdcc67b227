"""Uploaded files in the stage's bucket, with nothing but the standard library.

boto3 and django-storages add 36 MB to a bundle and a quarter of a second to the first request that touches a
file. What Django's storages and direct uploads need of S3 are some ten operations, and they are here.
"""
