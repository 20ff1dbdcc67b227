from django_hosts import host, patterns

host_patterns = patterns(
    "",
    host(r"www", "site_of_it.urls", name="www"),
    host(r"api", "site_of_it.api_urls", name="api"),
)
