"""Files that are too large for a form go from the browser straight to the bucket.

A function takes 6 MB, of which some 4.5 MB can be a file. What is larger goes this way:

1. ``uploads.js`` (``browser``, ``script``) holds a form back whose files are too large, and asks ``service``
   for each how it may be sent: by one signed form, or in parts. What it gets names one key of the house
   (``pending``), one size, and a signed ``reference``.
2. It sends the files to the bucket, puts a small file with the reference into the place of each, and lets the
   form go.
3. ``handler``, an upload handler of Django's, turns such a file into a ``PendingFile`` before anybody looks:
   views, forms and REST framework find a file in ``request.FILES`` as ever. Saving it is a copy within the
   bucket.
4. ``middleware`` answers the script's requests, explains a reference that does not count, and removes what
   was saved from its place under the key of the house.
"""
