"""Joins the public pages and the admin."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("agreements.urls")),
]

handler500 = "coop.errors.server_error"
