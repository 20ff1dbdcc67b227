"""What Zappa's packager writes into a package of this project, where nothing but ``django_settings`` is configured."""

ADDITIONAL_TEXT_MIMETYPES = []
API_STAGE = "production"
ASYNC_RESPONSE_TABLE = ""
AWS_BOT_EVENT_MAPPING = {}
AWS_EVENT_MAPPING = {}
BASE_PATH = None
BINARY_SUPPORT = True
COGNITO_TRIGGER_MAPPING = {}
CONTEXT_HEADER_MAPPINGS = {}
DEBUG = False
DJANGO_SETTINGS = "site_of_ten.settings"
DOMAIN = None
ENVIRONMENT_VARIABLES = {"AWS_REGION": "us-east-1"}
EXCEPTION_HANDLER = None
LOG_LEVEL = "DEBUG"
PROJECT_NAME = "site-of-ten"
SETTINGS_FILE = None
