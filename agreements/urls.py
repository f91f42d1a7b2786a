"""Public addresses, grouped by noun."""

app_name = "agreements"
urlpatterns = []
