import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_of_it.settings")

app = Celery("site_of_it")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@app.task(name="water")
def water_plants():
    return "watered"
