"""awslambdaric with apig-wsgi, as its README has it."""

from apig_wsgi import make_lambda_handler
from site_of_ten.wsgi import application

lambda_handler = make_lambda_handler(application, binary_support=True)
