from django.urls import path

from . import viewz

urlpatterns = [path("", viewz.front)]
