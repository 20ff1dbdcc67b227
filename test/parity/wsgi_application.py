"""An application that runs into each of Lambda's limits, as Django applications do; the request's path says which.

It is served by the real runtime, so that the log holds what a developer reads.
"""

import json
import multiprocessing
import os
import resource
import subprocess
import threading
import time
from http.client import HTTPConnection
from urllib.parse import parse_qsl

kept = []


def open_files(_query):
    """As a view does that opens files or sockets and never closes them."""
    while True:
        kept.append(open(__file__))


def start_threads(query):
    """As a view does that starts a thread for each thing it has to do."""
    end = threading.Event()
    try:
        while len(kept) < int(query.get("most", 10_000)):
            thread = threading.Thread(target=end.wait, daemon=True)
            thread.start()
            kept.append(thread)
        end.set()
        return str(len(kept))
    except RuntimeError:
        print("threads", len(kept))
        raise


def make_lock(_query):
    multiprocessing.Lock()


def fill_tmp(query):
    block = b"x" * 1024 * 1024
    with open(os.path.join(os.environ.get("TMPDIR", "/tmp"), "large"), "wb") as file:
        for _ in range(int(query["mb"])):
            file.write(block)
    time.sleep(float(query.get("s", 0)))


def grow(query):
    for _ in range(int(query["mb"])):
        kept.append(bytearray(b"x") * 1024 * 1024)
        time.sleep(0.002)


def write(query):
    with open(query["path"], "w") as file:
        file.write("written")


def write_home(_query):
    os.makedirs(os.path.expanduser("~/.cache/library"))


def leave_process(query):
    """As a view does that starts a program 'in the background'."""
    subprocess.Popen(["sleep", query["s"]], start_new_session=True)


def leave_thread(_query):
    threading.Thread(target=time.sleep, args=(600,), name="send-mail", daemon=True).start()


def describe(_query):
    return json.dumps(
        {
            "descriptors": resource.getrlimit(resource.RLIMIT_NOFILE),
            "processors": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
            "environment": dict(os.environ),
            "temporary": sorted(os.listdir(os.environ.get("TMPDIR", "/tmp"))),
        }
    )


def register_extension(_query):
    """Asks for SIGTERM before the end, and for the events that an extension of Lambda's gets."""
    api = HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
    headers = {"Lambda-Extension-Name": "library"}
    api.request("POST", "/2020-01-01/extension/register", '{"events": []}', headers)
    response = api.getresponse()
    response.read()
    return response.getheader("Lambda-Extension-Identifier")


def answer_late(query):
    time.sleep(float(query["s"]))
    print("worked on")


def fill_body(query):
    return "x" * int(query["bytes"])


def stream(query):
    block = b"x" * 65536
    for _ in range(int(query["mb"]) * 16):
        yield block


views = {
    "/open-files": open_files,
    "/start-threads": start_threads,
    "/make-lock": make_lock,
    "/fill-tmp": fill_tmp,
    "/grow": grow,
    "/write": write,
    "/write-home": write_home,
    "/leave-process": leave_process,
    "/leave-thread": leave_thread,
    "/describe": describe,
    "/register-extension": register_extension,
    "/answer-late": answer_late,
    "/body": fill_body,
}


def application(environ, start_response):
    query = dict(parse_qsl(environ["QUERY_STRING"]))
    path = environ["PATH_INFO"]
    headers = [("Content-Type", "text/plain")]
    if path == "/stream":
        start_response("200 OK", headers)
        return stream(query)
    if path == "/headers":
        start_response("200 OK", [*headers, ("Set-Cookie", "messages=" + "x" * int(query["bytes"]))])
        return [b"ok"]
    view = views.get(path)
    body = "ok" if view is None else (view(query) or "ok")
    start_response("200 OK", headers)
    return [body.encode()]
