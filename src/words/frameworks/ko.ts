import type { InspectionStep, Words } from "./en.ts";

const steps: Readonly<Record<InspectionStep, string>> = {
  start: "Python 시작 중",
  settings: "설정·앱·모델을 불러오는 중",
  urlconf: "URLconf를 불러오는 중",
  "warm-up": "워밍업 요청 처리 중",
  pack: "임포트 팩을 쓰는 중",
  facts: "태스크와 스키마를 읽는 중",
  migrations: "마이그레이션을 읽는 중",
};
const at = (place: string | null): string => (place === null ? "" : `, ${place}`);

/** What `frameworks` says, in Korean. */
export const ko: Words = {
  errors: {
    NO_APPLICATION: ({ folder }) => ({
      cause: `${folder}에서 Django 애플리케이션을 찾지 못했습니다. 이 폴더와 하위 5단계까지 Django의 manage.py도 settings 모듈도 없습니다(가상 환경, 테스트, 숨김 폴더는 찾지 않습니다).`,
      fix: "프로젝트 폴더에서 실행하세요. 다른 곳에 있다면 monolift.toml의 [app]에 root와 settings를 지정하세요.",
    }),
    FRAMEWORK_NOT_SUPPORTED: ({ framework, file }) => ({
      cause: `Django 애플리케이션을 찾지 못했습니다. ${file} 파일로 보아 ${framework} 프로젝트인 것 같지만 아직 지원하지 않습니다.`,
      fix: "지금은 Django만 지원합니다. Django 애플리케이션도 함께 있다면 monolift.toml의 [app]에 root를 지정하세요.",
    }),
    AMBIGUOUS_ROOT: ({ candidates }) => ({
      cause: `Django 애플리케이션이 여러 개 있습니다: ${candidates.join(", ")}`,
      fix: `monolift.toml의 [app]에서 하나를 지정하세요: root = "${candidates[0] ?? ""}"`,
    }),
    AMBIGUOUS_SETTINGS: ({ candidates, from }) => ({
      cause: `${from}만으로는 어떤 settings를 사용할지 정할 수 없습니다. 후보: ${candidates.join(", ")}`,
      fix: `monolift.toml의 [app]에서 하나를 지정하세요: settings = "${candidates[0] ?? ""}"`,
    }),
    SETTINGS_MISSING: ({ module, from, candidates }) => ({
      cause: `${from}에는 settings 모듈 "${module}"이(가) 지정되어 있지만 프로젝트에 해당 파일이 없습니다.`,
      fix:
        candidates.length === 0
          ? "파일을 추가하거나 monolift.toml의 [app]에 다른 모듈을 settings로 지정하세요."
          : `파일을 추가하거나 monolift.toml의 [app]에서 다른 모듈을 지정하세요: settings = "${candidates[0] ?? ""}"(후보: ${candidates.join(", ")})`,
    }),
    SETTINGS_UNKNOWN: ({ manage }) => ({
      cause: `${manage}만으로는 settings 모듈을 알 수 없고, 그 아래에서도 찾지 못했습니다.`,
      fix: 'monolift.toml의 [app]에서 지정하세요(예: settings = "config.settings").',
    }),
    APP_ROOT_MISSING: ({ root }) => ({
      cause: `monolift.toml의 app.root에 "${root}"(이)라고 되어 있지만 그런 폴더가 없습니다.`,
      fix: "manage.py가 있는 폴더를 monolift.toml 기준의 상대 경로로 적으세요. 키를 지우면 자동으로 찾습니다.",
    }),
    REQUIREMENTS_MISSING: ({ file }) => ({
      cause: `monolift.toml의 app.requirements에 "${file}"(이)라고 되어 있지만 그런 파일이 없습니다.`,
      fix: "monolift.toml 기준의 상대 경로로 적으세요. 키를 지우면 잠금 파일과 requirements 파일을 자동으로 찾습니다.",
    }),
    NO_DEPENDENCIES: () => ({
      cause:
        "프로젝트에 필요한 패키지를 알 수 없습니다. 잠금 파일, requirements.txt, requirements/ 폴더, Pipfile, dependencies가 있는 pyproject.toml, install_requires가 있는 setup.py나 setup.cfg 중 어느 것도 없습니다.",
      fix: "manage.py와 같은 폴더에 requirements.txt를 만들거나(최소한 Django 한 줄) monolift.toml의 [app]에 requirements를 지정하세요.",
    }),
    PYTHON_NOT_FOUND: ({ found }) => ({
      cause:
        found.length === 0
          ? "이 컴퓨터에서 Python을 찾지 못했습니다."
          : `이 컴퓨터에는 Python ${found.join(", ")}만 있습니다. 3.9 이상이 필요합니다.`,
      fix: "최신 Python을 설치한 뒤(https://www.python.org/downloads/, pyenv install 3.13 또는 uv python install 3.13) 다시 실행하세요.",
    }),
    PYTHON_UNSUPPORTED: ({ specifier, from, available }) => ({
      cause: `${from}에서 Python ${specifier}을(를) 요구하지만, 이 컴퓨터에는 ${available.join(", ")}이(가) 있습니다.`,
      fix: "해당 버전의 Python을 설치하거나(https://www.python.org/downloads/, pyenv 또는 uv python install) 지정 범위를 넓히세요.",
    }),
    SETTINGS_RAISED: ({ settingsModule, exception, message }) => ({
      cause: `설정 모듈 ${settingsModule}을(를) 읽는 중 ${exception} 예외가 발생했습니다: ${message}`,
      fix: "표시된 줄을 고쳐 설정을 import할 수 있게 하세요. import할 때 읽는 파일과 환경 변수는 배포된 함수에도 있어야 합니다.",
    }),
    SETTINGS_EMPTY: ({ settingsModule, candidates }) => ({
      cause: `${settingsModule}은(는) import되지만 INSTALLED_APPS도 ROOT_URLCONF도 정의되어 있지 않습니다.`,
      fix: `설정이 들어 있는 모듈을 monolift.toml에 지정하세요: [app] settings = "${candidates[0] ?? "PACKAGE.settings"}"${candidates.length > 1 ? ` (하위 모듈: ${candidates.join(", ")})` : ""}`,
    }),
    VARIABLE_MISSING: ({ variable }) => ({
      cause: `애플리케이션에 필요한 환경 변수 ${variable}이(가) 설정되어 있지 않습니다.`,
      fix: `\`monolift secrets set ${variable}\`로 보관하거나, 프로젝트의 .env에 ${variable}=…을(를) 추가하거나, settings에서 기본값을 지정하세요.`,
    }),
    FILE_OUTSIDE_ROOT: ({ file, variable, root, above, appRoot }) => ({
      cause:
        variable === null
          ? `설정이 여는 ${file}은(는) 리프트할 폴더(${root}) 밖에 있어서 번들에 들어가지 않습니다.`
          : `애플리케이션에 환경 변수 ${variable}이(가) 필요합니다. ${file}에 들어 있지만 리프트할 폴더(${root}) 밖에 있습니다.`,
      fix:
        above === null
          ? "프로젝트와 이 파일을 별도의 폴더에 함께 두고 그곳에서 `monolift up`을 실행하세요. 비밀 파일은 링크만 되고 번들에는 들어가지 않습니다."
          : `대신 ${above}을(를) 리프트하세요. monolift.toml을 그곳으로 옮기고 [app] 테이블에 root = "${appRoot}"를 적으세요. 비밀 파일은 제자리에 링크만 되고 번들에는 들어가지 않습니다.`,
    }),
    MODULE_MISSING: ({ module, package: name, removedIn, isOwnModule }) => ({
      cause:
        removedIn === null
          ? `애플리케이션이 import하는 ${module}이(가) 번들에 없습니다.`
          : `애플리케이션이 import하는 ${module}은(는) Python ${removedIn}에서 표준 라이브러리에서 제거되었습니다.`,
      fix: isOwnModule
        ? `${module}은(는) 프로젝트 자체의 모듈입니다. 철자와 제외 대상 파일인지 여부를 확인하세요.`
        : name === null
          ? "이 모듈을 import하는 패키지를 업데이트하거나 .python-version에 더 낮은 Python 버전을 적으세요."
          : `이 모듈을 제공하는 패키지(아마도 ${name})를 의존성에 추가하세요.`,
    }),
    LOGGING_FAILED: ({ exception, message }) => ({
      cause: `LOGGING을 설정하지 못했습니다. ${exception}: ${message}`,
      fix: "핸들러가 콘솔(logging.StreamHandler)에 출력하게 하세요. 배포된 함수에서는 파일에 쓸 수 없습니다.",
    }),
    APPS_FAILED: ({ exception, message }) => ({
      cause: `INSTALLED_APPS의 앱을 불러올 수 없습니다. ${exception}: ${message}`,
      fix: "표시된 줄을 고치세요. AppConfig.ready()와 거기서 import하는 코드는 콜드 스타트 때마다 실행됩니다.",
    }),
    MODELS_FAILED: ({ exception, message }) => ({
      cause: `모델을 import할 수 없습니다. ${exception}: ${message}`,
      fix: "표시된 줄을 고친 뒤 python manage.py check로 확인하세요.",
    }),
    ROOT_URLCONF_MISSING: ({ settingsModule }) => ({
      cause: `설정 모듈 ${settingsModule}에 ROOT_URLCONF가 없어 애플리케이션에 URL이 없습니다.`,
      fix: "ROOT_URLCONF를 설정하거나, 올바른 설정 모듈을 monolift.toml의 [app] settings에 지정하세요.",
    }),
    URLCONF_FAILED: ({ urlconf, exception, message }) => ({
      cause: `URLconf ${urlconf}을(를) 불러올 수 없습니다. ${exception}: ${message}`,
      fix: "표시된 줄을 고치세요. Django만으로는 첫 요청이 들어올 때까지 이 오류가 드러나지 않습니다.",
    }),
    APPLICATION_FAILED: ({ application, exception, message }) => ({
      cause: `애플리케이션 ${application}을(를) 불러올 수 없습니다. ${exception}: ${message}`,
      fix: "표시된 줄을 고치세요. WSGI/ASGI 애플리케이션 모듈이나 MIDDLEWARE에 적힌 항목이 원인입니다.",
    }),
    INSPECTION_TIMED_OUT: ({ seconds, step }) => ({
      cause: `${seconds}초가 지나도 애플리케이션을 다 불러오지 못했습니다(${steps[step]} 멈춤).`,
      fix: "표시된 줄에 import할 때 계속 기다리는 코드(연결, 잠금, 입력 대기 등)가 없는지 확인하세요.",
    }),
    INSPECTION_CRASHED: ({ step, code, signal }) => ({
      cause: `${steps[step]} 애플리케이션이 Python 프로세스를 종료시켰습니다(${signal === null ? `종료 코드 ${String(code)}` : `시그널 ${signal}`}).`,
      fix: "import되는 코드에 os._exit()나 비정상 종료하는 C 확장이 없는지 확인하세요. 마지막 출력을 함께 표시합니다.",
    }),
    INSPECTION_NOT_STARTED: ({ python }) => ({
      cause: `${python}을(를) 실행할 수 없습니다.`,
      fix: "해당 Python을 다시 설치하거나 .python-version에 다른 버전을 적으세요.",
    }),
  },
  notices: {
    PYTHON_SUBSTITUTED: ({ wanted, from, taken }) =>
      `${from}에는 Python ${wanted}이(가) 지정되어 있지만 이 컴퓨터에 없어 Python ${taken}을(를) 사용합니다.`,
    OTHER_SETTINGS_NAMED: ({ taken, from, other, file }) =>
      `settings로는 ${from}에 지정된 ${taken}을(를) 사용합니다(${file}에는 ${other}). 바꾸려면 monolift.toml의 [app]에 settings를 지정하세요.`,
    REQUIREMENTS_CHOSEN: ({ file, others }) =>
      `requirements 파일이 여러 개여서 ${file}을(를) 설치합니다(${others.join(", ")} 제외). 바꾸려면 monolift.toml의 [app]에 requirements를 지정하세요.`,
    PIPFILE_UNLOCKED: ({ file }) =>
      `${file}에 잠금 파일이 없어서 정해지지 않은 버전은 여기서 고릅니다. \`pipenv lock\`으로 고정할 수 있습니다.`,
    DEPENDENCIES_IMPLIED: ({ requirement, file }) =>
      `requirements를 찾지 못해, ${file}을(를) 만들 때 사용된 버전에 맞춰 ${requirement}을(를) 설치합니다.`,
    CELERY_APP_FAILED: ({ about, text, place }) =>
      `Celery 앱을 만드는 모듈 ${about}을(를) import할 수 없습니다(${text}${at(place)}).`,
    CELERY_TASKS_FAILED: ({ about, text, place }) =>
      `Celery 앱 ${about}의 태스크 일부를 import할 수 없습니다(${text}${at(place)}).`,
    CELERY_SCHEDULE_FAILED: ({ about, text, place }) =>
      `Celery 앱 ${about}의 beat 스케줄을 읽을 수 없습니다(${text}${at(place)}).`,
    DJANGO_TASKS_FAILED: ({ about, text, place }) =>
      `태스크를 정의하는 모듈 ${about}을(를) import할 수 없습니다(${text}${at(place)}).`,
    GRAPHQL_FAILED: ({ about, text, place }) =>
      `GraphQL 스키마 ${about}을(를) 읽을 수 없습니다(${text}${at(place)}).`,
    MIGRATIONS_FAILED: ({ text, place }) => `마이그레이션을 읽을 수 없습니다(${text}${at(place)}).`,
    DATABASE_NOT_ASKED: ({ text }) =>
      `데이터베이스에서 적용된 마이그레이션을 확인할 수 없어(${text}) 모두 미적용으로 간주합니다.`,
    OPENAPI_FAILED: ({ about, text, place }) =>
      `${about}(으)로 API를 기술할 수 없습니다(${text}${at(place)}).`,
    URLCONF_UNREADABLE: ({ about, text, place }) =>
      `URLconf ${about}을(를) 불러올 수 없어 그 라우트는 목록에서 제외됩니다(${text}${at(place)}).`,
    PACK_NOT_WRITTEN: ({ text }) => `임포트 팩을 쓰지 못했습니다(${text}). 콜드 스타트가 조금 느려집니다.`,
    WARM_UP_FAILED: ({ about, text, place }) =>
      `${about}에 대한 워밍업 요청에서 예외가 발생했습니다(${text}${at(place)}).`,
  },
};
