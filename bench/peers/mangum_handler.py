"""awslambdaric with Mangum, as its documentation has it for Django."""

from mangum import Mangum
from site_of_ten.asgi import application

lambda_handler = Mangum(application, lifespan="off")
