"""What ends a request before Lambda would end the sandbox."""

from __future__ import annotations

import time
from pathlib import Path

from worker_process import CONFORMANCE, Worker, function_url_event, running_worker


class TestDeadline:
    def test_a_slow_view_is_answered_504_before_the_hard_deadline(self, python: str) -> None:
        with running_worker({**CONFORMANCE, "MONOLIFT_DEADLINE_MARGIN_MS": "1500"}, python=python) as worker:
            outcome = worker.invoke(function_url_event("/sleeps/"), seconds=3.2)
            assert outcome.status_code == 504
            assert 1.5 < outcome.times[0] < 3.2

    def test_the_log_says_on_which_line_it_stood(self, worker: Worker) -> None:
        worker.invoke(function_url_event("/sleeps/"), seconds=1)
        worker.wait_until_idle(1)
        assert "It stood here:" in worker.output
        assert "time.sleep(60)" in worker.output

    def test_the_worker_goes_on(self, worker: Worker) -> None:
        worker.invoke(function_url_event("/sleeps/"), seconds=0.8)
        assert worker.invoke(function_url_event("/")).status_code == 200

    def test_a_quick_view_is_not_interrupted_later(self, worker: Worker) -> None:
        worker.invoke(function_url_event("/"), seconds=0.5)
        time.sleep(0.6)
        assert worker.invoke(function_url_event("/")).status_code == 200
        assert "stood here" not in worker.output

    def test_a_long_request_is_not_ended_by_the_timer_of_a_shorter_one(self, worker: Worker) -> None:
        worker.invoke(function_url_event("/"), seconds=1)
        outcome = worker.invoke(function_url_event("/sleeps/"), seconds=2.5)
        assert outcome.status_code == 504
        assert outcome.times[0] > 1.8
        assert worker.output.count("stood here") == 1

    def test_a_short_request_is_not_kept_by_the_timer_of_a_longer_one(self, worker: Worker) -> None:
        worker.invoke(function_url_event("/"), seconds=60)
        assert worker.invoke(function_url_event("/sleeps/"), seconds=1).status_code == 504

    def test_a_project_that_has_a_timer_of_its_own_keeps_it(self, tmp_path: Path, python: str) -> None:
        (tmp_path / "app.py").write_text(
            """
import signal, time

fired = []
signal.signal(signal.SIGALRM, lambda *_: fired.append(1))

def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    if environ["PATH_INFO"] == "/alarm":
        signal.setitimer(signal.ITIMER_REAL, 0.01)
    time.sleep(0.8)
    return [b"%d" % len(fired)]
"""
        )
        environment = {
            "MONOLIFT_PATH": str(tmp_path),
            "MONOLIFT_APPLICATION": "app:application",
            "MONOLIFT_WARMUP": "",
        }
        with running_worker(environment, python=python) as worker:
            assert worker.invoke(function_url_event("/"), seconds=0.5).body == b"0"
            assert worker.invoke(function_url_event("/alarm")).body == b"1"

    def test_it_can_be_switched_off(self, python: str) -> None:
        environment = {**CONFORMANCE, "MONOLIFT_DEADLINE_MARGIN_MS": "0"}
        with running_worker(environment, python=python) as worker:
            outcome = worker.api.submit(function_url_event("/sleeps/"), seconds=0.4)
            time.sleep(0.8)
            assert outcome.empty()
            assert "stood here" not in worker.output

    def test_an_asynchronous_view_is_ended(self, asgi_worker: Worker) -> None:
        outcome = asgi_worker.invoke(function_url_event("/sleeps-async/"), seconds=1)
        assert outcome.status_code == 504
        assert asgi_worker.invoke(function_url_event("/")).status_code == 200
        assert "asyncio.sleep(60)" in asgi_worker.output

    def test_a_worker_ends_with_a_thread_that_cannot_be_ended(self, asgi_worker: Worker) -> None:
        """Under ASGI a synchronous view runs in a thread, which the next request would have to wait for."""
        outcome = asgi_worker.invoke(function_url_event("/sleeps/"), seconds=1)
        assert outcome.status_code == 504
        assert asgi_worker.wait() == 1
        assert "time.sleep(60)" in asgi_worker.output
