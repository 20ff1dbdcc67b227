"""What boto3 sees of the object storage at argv[1]; one JSON object on standard output."""

import hashlib
import io
import json
import sys
import tempfile
import urllib.error
import urllib.request

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError

ENDPOINT = sys.argv[1]
BUCKET = "media"


def client(**more):
    config = Config(s3={"addressing_style": "path"}, retries={"max_attempts": 0}, **more.pop("config", {}))
    keys = {"aws_access_key_id": "AKIDROOT", "aws_secret_access_key": "root-secret", "region_name": "us-east-1"}
    return boto3.client("s3", endpoint_url=ENDPOINT, config=config, **{**keys, **more})


def code_of(call, **parameters):
    try:
        call(**parameters)
    except ClientError as error:
        return [error.response["Error"]["Code"], error.response["ResponseMetadata"]["HTTPStatusCode"]]
    return "accepted"


def fetch(url, data=None, method=None, headers=None):
    request = urllib.request.Request(url, data=data, method=method, headers=headers or {})
    try:
        with urllib.request.urlopen(request) as answer:
            return [answer.status, answer.read().decode()]
    except urllib.error.HTTPError as error:
        return [error.code, error.read().decode().partition("<Code>")[2].partition("</Code>")[0]]


def post(form, content):
    boundary = "boundary"
    body = io.BytesIO()
    for name, value in form["fields"].items():
        body.write(f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode())
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
    body.write(head.encode() + content + f"\r\n--{boundary}--\r\n".encode())
    return fetch(form["url"], body.getvalue(), "POST", {"Content-Type": f"multipart/form-data; boundary={boundary}"})


def keys_and_listing(s3):
    keys = ["a", "a/b", "a//b", "日本語/写真 1.jpg", "a+b c&d", "😀", "%41", "~tilde!*'()", "new\nline", "x" * 1024]
    for key in keys:
        s3.put_object(Bucket=BUCKET, Key=key, Body=key.encode())
    assert all(s3.get_object(Bucket=BUCKET, Key=key)["Body"].read() == key.encode() for key in keys)
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, PaginationConfig={"PageSize": 3})
    listed = [found["Key"] for page in pages for found in page.get("Contents", [])]
    grouped = s3.list_objects(Bucket=BUCKET, Delimiter="/")
    prefixes = [one["Prefix"] for one in grouped["CommonPrefixes"]]
    s3.delete_objects(Bucket=BUCKET, Delete={"Objects": [{"Key": key} for key in keys if key != "new\nline"]})
    s3.delete_object(Bucket=BUCKET, Key="new\nline")
    left = s3.list_objects_v2(Bucket=BUCKET)["KeyCount"]
    return {"inOrder": listed == sorted(keys, key=str.encode), "prefixes": prefixes, "left": left}


def transfers(s3):
    content = bytes(range(256)) * 4096 * 23
    config = TransferConfig(multipart_threshold=1, multipart_chunksize=5 * 1024 * 1024, max_concurrency=4)
    with tempfile.NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        s3.upload_file(file.name, BUCKET, "transferred", Config=config, ExtraArgs={"ContentType": "video/mp4"})
    target = io.BytesIO()
    s3.download_fileobj(BUCKET, "transferred", target, Config=config)
    s3.copy({"Bucket": BUCKET, "Key": "transferred"}, "stage", "copied", Config=config)
    head = s3.head_object(Bucket="stage", Key="copied")
    streamed = s3.put_object(Bucket=BUCKET, Key="trailer", Body=io.BytesIO(content), ChecksumAlgorithm="SHA256")
    return {
        "same": hashlib.sha256(target.getvalue()).digest() == hashlib.sha256(content).digest(),
        "type": head["ContentType"],
        "parts": head["ETag"].strip('"').split("-")[1],
        "length": head["ContentLength"] == len(content),
        "checksum": "ChecksumSHA256" in streamed,
    }


def presigned(s3):
    four = client(config={"signature_version": "s3v4"})
    four.put_object(Bucket=BUCKET, Key="写真 1+.jpg", Body=b"presigned", ContentType="image/jpeg")
    parameters = {"Bucket": BUCKET, "Key": "写真 1+.jpg", "ResponseContentDisposition": 'attachment; filename="a b.jpg"'}
    results = {}
    for name, signer in {"version2": s3, "version4": four}.items():
        url = signer.generate_presigned_url("get_object", Params=parameters, ExpiresIn=60)
        upload = signer.generate_presigned_url("put_object", Params={"Bucket": BUCKET, "Key": f"up {name}"})
        form = signer.generate_presigned_post(BUCKET, "forms/${filename}", Conditions=[["content-length-range", 1, 10]])
        results[name] = {
            "scheme": "AWSAccessKeyId" if "AWSAccessKeyId=" in url else "X-Amz-Algorithm",
            "get": fetch(url),
            "tampered": fetch(url.replace("1%2B", "2%2B")),
            "changed": fetch(url.replace("attachment", "inline")),
            "expired": fetch(signer.generate_presigned_url("get_object", Params=parameters, ExpiresIn=-5)),
            # Version 2 signs the content type, and urllib would send one of its own.
            "put": fetch(upload, b"content", "PUT", {"Content-Type": ""}),
            "post": post(form, b"content"),
            "tooLarge": post(form, b"content that is too large"),
        }
    return results


def refusals(s3):
    return {
        "wrongSecret": code_of(client(aws_secret_access_key="wrong").list_objects_v2, Bucket=BUCKET),
        "unknownKey": code_of(client(aws_access_key_id="AKIDNOBODY").list_objects_v2, Bucket=BUCKET),
        "noKey": code_of(s3.get_object, Bucket=BUCKET, Key="nothing"),
        "noBucket": code_of(s3.list_objects_v2, Bucket="no-such-bucket"),
        "acl": code_of(s3.put_object, Bucket=BUCKET, Key="x", ACL="public-read"),
        "policy": code_of(s3.get_bucket_policy, Bucket=BUCKET),
        "once": code_of(s3.put_object, Bucket=BUCKET, Key="trailer", Body=b"", IfNoneMatch="*"),
    }


s3 = client()
print(
    json.dumps(
        {
            "keys": keys_and_listing(s3),
            "transfers": transfers(s3),
            "presigned": presigned(s3),
            "refusals": refusals(s3),
        }
    )
)
