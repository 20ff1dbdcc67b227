from django.urls import path

from . import views

urlpatterns = [
    path("", views.index, name="index"),
    path("where/", views.where, name="where"),
    path("slow/<int:milliseconds>/", views.slow, name="slow"),
    path("stream/<int:megabytes>/", views.stream, name="stream"),
    path("mail/", views.mail, name="mail"),
]
