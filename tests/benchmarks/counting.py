"""A middleware that counts the queries of each answer."""

from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponse

HEADER = "X-Queries"


def count_queries(get_response: Callable[[HttpRequest], HttpResponse]):
    """Say in a header how many queries the answer took."""

    def middleware(request: HttpRequest) -> HttpResponse:
        number = 0

        def count(execute, *arguments):
            nonlocal number
            number += 1
            return execute(*arguments)

        with connection.execute_wrapper(count):
            response = get_response(request)
        response[HEADER] = number
        return response

    return middleware
