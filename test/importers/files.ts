/** A `pocket.toml` of a shop with two stages, with something of every section. */
export const pocketToml = `[general]
region = "ap-northeast-1"
stages = ["dev", "prod"]
project_name = "shop"

[vpc]
ref = "main"
zone_suffixes = ["a", "c"]
efs = {}

[s3]
versioning = true

[neon]
project_name = "shop-dev"

[ses]
from_email = "noreply@shop.example"
configuration_set = "shop"

[container.main]
dockerfile_path = "pocket.Dockerfile"

[container.main.handlers.wsgi]
command = "pocket.django.lambda_handlers.wsgi_handler"
memory_size = 1024
timeout = 45

[container.main.handlers.management]
command = "pocket.django.lambda_handlers.management_command_handler"
timeout = 600

[container.main.handlers.mails]
command = "shop.worker"
sqs = {}

[container.main.envs]
SHOP_TITLE = "The shop"
STRIPE_API_KEY = "sk_live_hunter2hunter2"

[container.main.secrets]
store = "sm"

[container.main.secrets.managed]
SECRET_KEY = { type = "password", options = { length = 50 } }
DATABASE_URL = { type = "auto_database_url" }
SIGNING_KEY = { type = "rsa_pem_base64" }

[container.main.secrets.user]
MAPS_KEY = { name = "shop-maps" }

[container.main.django.storages]
default = { store = "s3", location = "media" }
staticfiles = { store = "s3", static = true }
invoices = { store = "s3", location = "invoices" }

[scheduler.schedules.digest]
cron = "0 18 * * ? *"
handler = "main.management"
manage = "send_digest"

[prod.rds]
min_capacity = 0.5
max_capacity = 4

[prod.cloudfront.web]
domain = "shop.example"
routes = [{ type = "lambda", handler = "main.wsgi", is_default = true }]

[prod.container.main.handlers.wsgi]
memory_size = 2048
reserved_concurrency = 50
`;

/** A `zappa_settings.json` of two stages that extend a third. */
export const zappaJson = `{
  "base": {
    "aws_region": "eu-central-1",
    "project_name": "Shop API",
    "runtime": "python3.12",
    "s3_bucket": "zappa-shop",
    "slim_handler": true,
    "timeout_seconds": 29,
    "memory_size": 512,
    "vpc_config": { "SubnetIds": ["subnet-1"], "SecurityGroupIds": ["sg-1"] },
    "environment_variables": {
      "SENTRY_DSN": "https://key:hunter2@sentry.example/1",
      "LOG_LEVEL": "INFO",
      "PYTHONHASHSEED": "0",
      "AWS_SECRET_ACCESS_KEY": "hunter2"
    }
  },
  "staging_eu": {
    "extends": "base",
    "django_settings": "shop.settings.staging",
    "keep_warm": false
  },
  "production": {
    "extends": "base",
    "django_settings": "shop.settings.production",
    "memory_size": 12000,
    "lambda_concurrency": 20,
    "ephemeral_storage": { "Size": 2048 },
    "domain": "api.shop.example",
    "events": [{ "function": "shop.cron.run", "expression": "rate(1 hour)" }],
    "authorizer": { "function": "shop.auth.check" },
    "layers": ["arn:aws:lambda:eu-central-1:1:layer:pango:1"],
    "djagno_debug": true
  }
}
`;

/** A `serverless.yml` with variables, CloudFormation's short tags, and more than one function. */
export const serverlessYml = `service: shop

plugins:
  - serverless-wsgi
  - serverless-python-requirements
  - serverless-associate-waf

params:
  dev:
    host: dev.shop.example
  prod:
    host: shop.example

custom:
  sizes:
    dev: 512
    prod: 1536
  wsgi:
    app: shop.wsgi.application
    packRequirements: false
  pythonRequirements:
    fileName: requirements/production.txt
  customDomain:
    domainName: \${param:host}
  associateWaf:
    name: shop-\${sls:stage}

provider:
  name: aws
  runtime: python3.13
  stage: \${opt:stage, 'dev'}
  region: \${opt:region, 'ap-northeast-2'}
  memorySize: \${self:custom.sizes.\${sls:stage}}
  timeout: 20
  environment:
    DJANGO_SETTINGS_MODULE: shop.settings.\${sls:stage}
    DB_PASSWORD: \${ssm:/shop/\${sls:stage}/password}
    BUCKET: !Ref MediaBucket
    QUEUE:
      Fn::GetAtt: [Queue, Arn]
  vpc:
    securityGroupIds:
      - !GetAtt Group.GroupId
    subnetIds: \${file(vpc.yml):subnets}
  iam:
    role:
      statements:
        - Effect: Allow
          Action: s3:GetObject
          Resource: !Sub "arn:aws:s3:::\${MediaBucket}/*"

functions:
  web:
    handler: wsgi_handler.handler
    timeout: 28
    reservedConcurrency: 15
    layers:
      - !Ref PythonRequirementsLambdaLayer
    events:
      - httpApi: "*"
      - schedule: rate(5 minutes)
  thumbnails:
    handler: thumbnails.handler
    events:
      - s3: uploads

resources:
  Resources:
    MediaBucket:
      Type: AWS::S3::Bucket
`;

/** A Procfile with all kinds of processes. */
export const procfile = `release: python manage.py migrate --noinput
web: gunicorn --chdir backend shop.asgi:application -k uvicorn.workers.UvicornWorker --timeout 60
worker: celery -A shop worker
beat: celery -A shop beat
`;

/** An `app.json` that goes with it. */
export const appJson = `{
  "name": "The Shop",
  "env": {
    "DJANGO_SETTINGS_MODULE": "shop.settings.heroku",
    "SECRET_KEY": { "generator": "secret" },
    "STRIPE_SECRET": { "description": "of the account", "value": "hunter2" },
    "SHOP_TITLE": { "value": "The shop" },
    "WEB_CONCURRENCY": "2"
  },
  "addons": ["heroku-postgresql:essential-0", "heroku-redis:mini"],
  "formation": { "web": { "quantity": 2 } },
  "scripts": { "postdeploy": "python manage.py loaddata shop" }
}
`;
