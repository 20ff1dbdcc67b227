"""What the fault tests need of an application: to say how far it is, and to write a row slowly."""

import os
import socket
import time
from datetime import datetime, timezone as fixed

from django.db import transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

MARK = 0
CLOCK = '@CLOCK@'


def meet(place):
    """Says where we are, and goes on when we are told to; at once where nobody listens."""
    try:
        connection = socket.create_connection(('127.0.0.1', int('@PORT@')), timeout=60)
    except OSError:
        return
    with connection:
        who = os.environ.get('AWS_LAMBDA_LOG_STREAM_NAME', '-')
        connection.sendall(f'{place} {who}\n'.encode())
        connection.recv(1)


def follow_clock():
    """Takes the time from a clock that can be moved, where there is one: a file with milliseconds."""
    if not os.path.exists(CLOCK):
        return
    right = time.time

    def moved():
        with open(CLOCK) as file:
            return right() + float(file.read() or 0) / 1000

    time.time = moved
    time.time_ns = lambda: int(moved() * 1_000_000_000)
    timezone.now = lambda: datetime.fromtimestamp(moved(), fixed.utc)


def mark(request):
    """Which code this is."""
    return HttpResponse(str(MARK))


@csrf_exempt
def write(request):
    from .models import Comment, Post

    with transaction.atomic():
        Comment.objects.create(post=Post.objects.first(), name='fault', text=request.GET['text'])
        meet('written')
    meet('committed')
    return HttpResponse('kept', status=201)


def stream(request):
    def pieces():
        yield b'a' * 65536
        meet('streaming')
        yield b'b' * 65536

    return StreamingHttpResponse(pieces())
