import type { FindingWords } from "./en.ts";
import { sortByService } from "./sort-by-service.ts";

const code = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(", ");

export const ko: FindingWords = {
  // settings
  DEBUG_ON: ({ settingsModule }) => ({
    what: `\`${settingsModule}\`에서 \`DEBUG\`가 켜져 있습니다.`,
    why: "오류가 난 페이지는 접속할 수 있는 모든 사람에게 설정과 소스 코드를 보여 줍니다. 또 Django는 샌드박스가 살아 있는 동안의 모든 쿼리를 기억합니다.",
    fix: '환경 변수에서 읽고 기본값은 끄세요: `DEBUG = os.environ.get("DEBUG") == "1"`',
  }),
  DATABASE_IN_FILE: ({ setting, file, isProvided }) => ({
    what: `\`${setting}\` 설정은 SQLite 파일입니다: ${file}`,
    why: isProvided
      ? "AWS의 샌드박스는 저마다 자기 디스크를 가지며, 끝날 때 함께 사라집니다. Monolift가 대신 PostgreSQL을 주지만 파일의 행은 저절로 옮겨지지 않습니다."
      : "AWS의 샌드박스는 저마다 자기 디스크를 가지며, 끝날 때 함께 사라집니다. 행이 요청마다 달라지고, 릴리스할 때마다 없어집니다.",
    fix: isProvided
      ? `행이 필요하면 한 번 가져오세요: \`monolift up --from ${file}\``
      : '설정이 서버를 가리키게 하거나 Monolift에 맡기세요: `[database] engine = "postgres"`',
  }),
  MEDIA_ON_DISK: ({ folder, isProvided, needsDebug }) => ({
    what: `업로드한 파일이 폴더에 저장됩니다: ${folder}${needsDebug ? "(URLconf의 `static()`은 `DEBUG`가 켜진 동안에만 제공합니다)" : ""}`,
    why: isProvided
      ? "AWS에서 코드는 읽기 전용이고 공유 디스크도 없습니다. Monolift는 업로드를 버킷에 두고 `MEDIA_URL`에서 제공합니다. 폴더에 있던 파일은 저절로 옮겨지지 않습니다."
      : "AWS에서 코드는 읽기 전용이고 `/tmp`는 샌드박스마다 따로입니다. 업로드는 실패하거나 다음 요청에서 사라져 있습니다.",
    fix: isProvided
      ? "기존 파일이 필요하면 버킷으로 복사하세요. 접속 방법은 `monolift status --json`에 있습니다."
      : '`STORAGES["default"]`에 S3 스토리지(`django-storages`)를 사용하세요.',
  }),
  SECRET_KEY_GENERATED: ({ isProvided }) => ({
    what: "`SECRET_KEY`가 설정을 불러올 때마다 새로 만들어집니다.",
    why: isProvided
      ? "샌드박스마다 키가 달라 세션이 서로 통하지 않습니다. Monolift는 바뀌지 않는 키를 스테이지에 하나 줍니다."
      : "샌드박스마다 키가 달라, 한 곳의 세션과 비밀번호 링크와 서명된 쿠키를 다음 샌드박스가 거부합니다.",
    fix: "환경 변수에서 읽고, 값은 시크릿으로 보관하세요.",
  }),
  SECRET_KEY_IN_CODE: ({ isStartproject }) => ({
    what: isStartproject
      ? "`SECRET_KEY`가 `startproject`가 적어 둔 안전하지 않은 값 그대로입니다."
      : "`SECRET_KEY`가 소스 코드에 적혀 있습니다.",
    why: "저장소를 읽을 수 있는 사람은 누구의 세션이든 서명할 수 있습니다.",
    fix: "새 키를 만들어 시크릿으로 보관하고 환경 변수에서 읽으세요. 옛 키의 세션은 끝나며, `SECRET_KEY_FALLBACKS`를 쓰면 만료될 때까지 유효합니다.",
  }),
  TOKENS_SIGNED_WITH_SECRET_KEY: ({ what }) => ({
    what: `\`${what}\`가 \`SECRET_KEY\`로 토큰에 서명합니다.`,
    why: "키가 다른 스테이지는 발급된 토큰을 모두 거부합니다. 토큰의 키만 바꿀 수도 없어 모든 세션이 함께 끝납니다.",
    fix: "토큰에는 별도의 키를 시크릿으로 보관해 쓰세요(Simple JWT의 `SIGNING_KEY`).",
  }),
  HOSTS_WRITTEN: ({ hosts }) => ({
    what: `\`ALLOWED_HOSTS\`의 호스트가 코드에 적혀 있습니다: ${hosts.join(", ")}`,
    why: "스테이지에는 자기 주소가 있습니다. Monolift는 그 주소를 더하지만, 다른 방법으로 배포하면 400이 됩니다.",
    fix: "호스트를 환경 변수에서 읽으세요.",
  }),
  CORS_LOCAL_ONLY: ({ origins }) => ({
    what: `이 컴퓨터의 페이지만 애플리케이션을 부를 수 있습니다: ${origins.join(", ")}`,
    why: "자기 주소에서 제공되는 프런트엔드는 브라우저가 거부합니다.",
    fix: "허용할 오리진을 환경 변수에서 읽고, 프런트엔드의 오리진을 적으세요.",
  }),
  REDIRECT_TO_LOCALHOST: ({ addresses }) => ({
    what: `브라우저를 이 컴퓨터로 돌려보냅니다: ${addresses.join(", ")}`,
    why: "다른 곳에서 로그인한 방문자는 애플리케이션이 아니라 자기 컴퓨터로 돌아갑니다.",
    fix: "주소를 요청에서 만들고(`request.build_absolute_uri`), 제공자에 등록하세요.",
  }),
  METADATA_ASKED: ({ address, isAtImport }) => ({
    what: isAtImport
      ? `애플리케이션을 불러올 때 EC2나 ECS의 메타데이터 서비스(${address})에 묻습니다.`
      : `코드에 EC2나 ECS의 메타데이터 서비스(${address})가 나옵니다.`,
    why: "Lambda에는 없습니다. 콜드 스타트마다 포기할 때까지 기다리고, 얻으려던 값도 얻지 못합니다.",
    fix: "없애세요. `ALLOWED_HOSTS` 때문이라면 로드 밸런서의 상태 검사는 더 오지 않고, 스테이지의 주소는 Monolift가 더합니다.",
  }),
  CACHE_LOCAL: ({ setting, isProvided }) => ({
    what: `\`${setting}\` 캐시는 각 프로세스의 메모리나 디스크에 있습니다.`,
    why: isProvided
      ? "샌드박스마다 캐시가 따로입니다. Monolift는 스테이지 데이터베이스의 테이블에 둡니다."
      : "샌드박스마다 캐시가 따로라서, 한 요청이 넣은 값을 다음 요청이 찾지 못할 수 있습니다.",
    fix: isProvided
      ? "그대로 두거나, 공유 캐시를 직접 고르세요."
      : "Django의 데이터베이스 캐시, Redis, Memcached 가운데 하나를 쓰세요.",
  }),
  SESSIONS_LOCAL: ({ engine, isProvided }) => ({
    what: `세션이 각 프로세스의 메모리나 디스크에 있습니다(\`${engine}\`).`,
    why: isProvided
      ? "다른 샌드박스가 응답할 때마다 방문자가 로그아웃됩니다. Monolift는 세션을 스테이지의 데이터베이스에 둡니다."
      : "다른 샌드박스가 응답할 때마다 방문자가 로그아웃됩니다.",
    fix: isProvided
      ? "그대로 두어도 됩니다. 설정이 없으면 Django는 세션을 데이터베이스에 둡니다."
      : "`SESSION_ENGINE`을 지워 데이터베이스에 두세요.",
  }),
  CHANNELS_LOCAL: ({ setting }) => ({
    what: `\`${setting}\` 레이어는 각 프로세스의 메모리에 있습니다.`,
    why: "한 샌드박스가 보낸 것을 다른 샌드박스는 받지 못합니다.",
    fix: "그룹을 쓰지 않거나, 모든 샌드박스가 닿는 서버를 쓰세요.",
  }),
  MAIL_LOCAL: ({ host, isProvided }) => ({
    what: `메일을 ${host} 서버로 보냅니다.`,
    why: isProvided
      ? "함수 옆에는 메일 서버가 없습니다. Monolift는 로컬 스테이지의 메일을 메일함에 보관합니다: `monolift logs --mail`"
      : "함수 옆에는 메일 서버가 없습니다. 보내기가 실패하고 요청도 실패합니다.",
    fix: "실제로 보내려면 AWS 스테이지의 `[mail]`에 `from`을 적어 주세요(SES가 보냅니다). Anymail 등으로 다른 서비스를 고를 수도 있습니다.",
  }),
  SERVICE_ON_LOCALHOST: ({ setting, address }) => ({
    what: `\`${setting}\` 설정이 이 컴퓨터를 가리킵니다: ${address}`,
    why: "함수 옆에서는 아무것도 돌지 않습니다. 연결이 거부되고 요청이 실패합니다.",
    fix: "주소를 환경 변수에서 읽고, AWS에서 닿는 서버를 적으세요.",
  }),
  LOG_FILE: ({ files, isProvided }) => ({
    what: `\`LOGGING\`이 파일에 씁니다: ${files.join(", ")}`,
    why: isProvided
      ? "AWS에서 코드는 읽기 전용입니다. Monolift는 이 줄들을 stderr로 보내며, `monolift logs`로 볼 수 있습니다."
      : "AWS에서 코드는 읽기 전용이고 `/tmp`는 샌드박스와 함께 사라집니다. 애플리케이션이 시작하지 않거나 로그가 없어집니다.",
    fix: "`logging.StreamHandler`로 stderr에 남기세요.",
  }),
  // the repository and its images
  SECRETS_COMMITTED: ({ files, more }) => ({
    what: `시크릿이 든 파일이 저장소에 있습니다: ${files.join(", ")}${more > 0 ? ` 외 ${more}개` : ""}`,
    why: "저장소의 사본을 가진 모든 사람이 갖게 되고, 이력에도 남습니다.",
    fix: "빼내고(`git rm --cached FILE`) `.gitignore`에 더한 뒤, 그 안의 시크릿을 모두 바꾸세요.",
  }),
  DATABASES_COMMITTED: ({ files }) => ({
    what: `데이터베이스가 저장소에 있습니다: ${files.join(", ")}`,
    why: "계정과 비밀번호 해시를 포함한 행이 저장소의 모든 사본에 들어갑니다. 번들에는 들어가지 않습니다.",
    fix: "빼내고(`git rm --cached FILE`) `.gitignore`에 더하세요.",
  }),
  MEDIA_COMMITTED: ({ folder, files }) => ({
    what: `${folder}의 업로드한 파일 ${files.toLocaleString("ko")}개가 저장소에 있습니다.`,
    why: "방문자의 파일이 저장소의 모든 사본에 들어갑니다. 릴리스는 그 파일을 가져가지 않습니다.",
    fix: `빼내고(\`git rm -r --cached ${folder}\`) 폴더를 \`.gitignore\`에 더하세요.`,
  }),
  SECRETS_IN_IMAGE: ({ files }) => ({
    what: `이 줄이 시크릿이 든 파일을 이미지로 복사합니다: ${files.join(", ")}`,
    why: "이미지를 받을 수 있는 사람은 어느 레이어에서든 읽을 수 있습니다.",
    fix: "`.dockerignore`에 적으세요. Monolift는 이 이미지를 쓰지 않고, 이 파일들을 복사하지도 않습니다.",
  }),
  SERVER_FILES_IGNORED: ({ files }) => ({
    what: `AWS에서는 돌지 않는 서버의 설정이 있습니다: ${files.join(", ")}`,
    why: "함수는 이벤트에 직접 응답합니다. 워커, 시간 제한, 헤더, 리디렉션, 정적 파일에 관한 설정은 적용되지 않습니다.",
    fix: "애플리케이션이 기대는 동작이 있는지 살펴보세요. 워커 수에 해당하는 것은 `monolift.toml`의 `concurrency`입니다.",
  }),
  TIME_LIMIT_LONG: ({ name, seconds, limitSeconds }) => ({
    what: `서버가 응답을 ${seconds}초 기다립니다(\`${name}\`).`,
    why: `API Gateway는 할당량을 올리지 않으면 ${limitSeconds}초, CloudFront는 따로 정하지 않으면 30초(최대 120초), 함수는 최대 900초에 요청을 끝냅니다.`,
    fix: "더 오래 걸리는 일은 요청 밖에서 하고, 페이지가 결과를 묻게 하세요.",
  }),
  UPLOADS_LARGE: ({ megabytes, limitMb }) => ({
    what: `${megabytes} MB까지의 요청을 통과시킵니다.`,
    why: `함수가 받는 것은 base64를 포함해 ${limitMb} MB, 바이너리로 약 4.5 MB입니다. 더 큰 업로드는 413이 됩니다.`,
    fix: "큰 파일은 버킷으로 바로 보내세요.",
  }),
  // packages and Python
  APPS_MISSING: ({ apps }) => ({
    what: `\`INSTALLED_APPS\`에 설치되지 않은 것이 있습니다: ${code(apps)}`,
    why: "하나라도 없으면 Django가 시작하지 않습니다.",
    fix: "설치되는 requirements에 패키지를 더하거나, 올릴 설정에서 빼세요.",
  }),
  APPS_NOT_REQUIRED: ({ apps, file }) => ({
    what: `\`INSTALLED_APPS\`에 있는 것이 ${file}에 없습니다: ${apps.map((one) => `\`${one.app}\`(${one.package})`).join(", ")}`,
    why: "이 requirements로는 Django가 시작하지 않습니다.",
    fix: `${file}에 패키지를 더하거나, 운영용 설정에서 빼세요.`,
  }),
  TEST_PACKAGES_REQUIRED: ({ packages }) => ({
    what: `테스트용 패키지가 설치됩니다: ${packages.join(", ")}`,
    why: "함수에 들어가 250 MB 한도에 포함되고, 배포할 때마다 느려집니다.",
    fix: "개발용 requirements로 옮기세요.",
  }),
  PACKAGE_LARGE: ({ megabytes, zipMb, imageMb, largest, kind }) => ({
    what: `번들은 풀면 ${megabytes.toLocaleString("ko")} MB입니다. 큰 것: ${largest.map((one) => `${one.name} ${one.megabytes} MB`).join(", ")}`,
    why: {
      near: `함수의 zip은 레이어를 포함해 ${zipMb} MB까지입니다. 아직은 들어갑니다.`,
      image: `함수의 zip은 레이어를 포함해 ${zipMb} MB까지라서 컨테이너 이미지가 되고, 첫 시작이 느려집니다.`,
      "too-large": `컨테이너 이미지는 ${imageMb.toLocaleString("ko")} MB까지라서 어디에도 들어가지 않습니다.`,
    }[kind],
    fix: "큰 것이 모두 필요한지 살펴보세요. 더 작은 판이 있는 것도 있습니다(`opencv-python-headless`, `psycopg[binary]`, CPU용 `torch`).",
  }),
  PACKAGES_WITHOUT_WHEEL: ({ packages, python, architecture }) => ({
    what: `Lambda의 Python ${python}, ${architecture}용 wheel이 없는 패키지가 있습니다: ${packages.map(({ name, version }) => (version === null ? name : `${name} ${version}`)).join(", ")}`,
    why: "실행될 환경에 맞춰 컴파일해야 하는데 이 컴퓨터에서는 할 수 없어 `up`이 도중에 멈춥니다.",
    fix: "wheel이 있는 버전을 지정하거나, 같은 환경에서 빌드한 wheel을 `app.vendor`에 지정하세요. 다른 Python(`app.python`)이나 다른 아키텍처로 바꿀 수도 있습니다.",
  }),
  PACKAGES_BUILT_HERE: ({ packages }) => ({
    what: `wheel이 없어 이 컴퓨터에서 컴파일한 패키지가 있습니다: ${packages.join(", ")}`,
    why: "이 컴퓨터의 Linux와 프로세서에 맞춰 링크되어 AWS에서는 불러오지 못할 수 있습니다.",
    fix: "Linux용 wheel이 있는 버전을 쓰거나, Lambda의 이미지에서 빌드하세요.",
  }),
  PACKAGES_NEED_NEWER_LINUX: ({ packages, python, glibc }) => ({
    what: `Lambda보다 새 Linux가 필요한 wheel이 있습니다: ${packages.map((one) => `${one.name}(glibc ${one.glibc})`).join(", ")}`,
    why: `Lambda의 Python ${python} 버전은 glibc ${glibc}입니다. 여기서 고른 버전은 거기서 불러오지 못합니다. AWS에서는 requirements가 허용하는 범위에서 더 옛 버전을 씁니다.`,
    fix: "더 새 Python(3.12부터 Lambda는 glibc 2.34)이나 더 옛 버전의 패키지를 쓰세요.",
  }),
  PYTHON_NOT_OFFERED: ({ python, oldest, newest }) => ({
    what: `Python ${python} 버전은 Lambda의 관리형 런타임에 없습니다.`,
    why: `AWS가 제공하는 것은 ${oldest}부터 ${newest}까지입니다. 그 밖에는 직접 계속 갱신해야 하는 컨테이너 이미지가 필요합니다.`,
    fix: "`.python-version`이나 `monolift.toml`의 `app.python`에서 그 가운데 하나를 고르세요.",
  }),
  PYTHON_ENDS: ({ python, date, isOver }) => ({
    what: isOver
      ? `Lambda의 Python ${python} 지원은 ${date}에 끝났습니다.`
      : `Lambda의 Python ${python} 지원은 ${date}까지입니다.`,
    why: "그 뒤로는 보안 업데이트가 없고, 몇 주 뒤에는 함수를 만들 수도 바꿀 수도 없습니다.",
    fix: "더 새 Python으로 옮기세요.",
  }),
  LIBRARIES_NEEDED: ({ needs }) => ({
    what: `시스템 라이브러리가 필요합니다: ${needs.map((one) => `${one.library}(${one.by})`).join(", ")}`,
    why: "Lambda의 Linux에는 하나도 없고, zip으로는 설치할 수 없습니다.",
    fix: "레이어나 컨테이너 이미지로 가져오거나, 라이브러리를 품은 패키지를 쓰세요.",
  }),
  PROGRAMS_NEEDED: ({ programs }) => ({
    what: `Lambda의 Linux에 없는 프로그램을 실행합니다: ${code(programs)}`,
    why: "호출이 `FileNotFoundError`로 실패합니다.",
    fix: "레이어나 컨테이너 이미지로 가져오거나, Python 패키지로 처리하세요.",
  }),
  // work outside of requests
  CRON_DECLARED: ({ package: name, jobs }) => ({
    what:
      jobs === 0
        ? `\`${name}\` 앱이 설치되어 있지만 실행할 것이 없습니다.`
        : `\`${name}\` 앱이 정해진 시각에 일을 실행합니다${jobs === null ? "" : `(${jobs}개)`}.`,
    why:
      jobs === 0
        ? "콜드 스타트마다 쓸데없이 불러옵니다."
        : "AWS에는 crontab도, 계속 도는 프로세스도 없어 그 시각에 아무것도 실행되지 않습니다.",
    fix: jobs === 0 ? "없애세요." : "같은 일을 명령으로 만들어 EventBridge의 일정에서 실행하세요.",
  }),
  TASKS_NOT_EXECUTED: ({ tasks, schedules, broker, isLocal }) => ({
    what: [
      ...(tasks > 0 ? [`백그라운드 작업 ${tasks}개는 아직 실행되지 않습니다.`] : []),
      ...(schedules > 0 ? [`일정 ${schedules}개는 아직 시작되지 않습니다.`] : []),
      ...(broker === null ? [] : [`브로커는 ${broker}입니다.`]),
    ].join(" "),
    why: isLocal
      ? "함수 옆에서는 워커도 브로커도 돌지 않습니다. 작업을 보내면 실패하고 요청도 실패합니다."
      : "함수 옆에서는 워커가 돌지 않습니다. 보낸 작업은 큐에 남습니다.",
    fix: "Monolift가 실행할 때까지는 다른 곳에서 워커를 돌리거나, 그 자리에서 실행하게 하세요(`CELERY_TASK_ALWAYS_EAGER`).",
  }),
  TASK_TIME_LIMIT_LONG: ({ setting, seconds }) => ({
    what: `작업 하나가 ${seconds}초까지 걸릴 수 있습니다(\`${setting}\`).`,
    why: "함수는 최대 900초에 끝납니다.",
    fix: "더 짧은 작업으로 나누세요.",
  }),
  SERVICE_UNUSED: ({ packages }) => ({
    what: `requirements에 있지만 불러오는 어떤 것도 쓰지 않습니다: ${packages.join(", ")}`,
    why: "함수에 들어가고 배포가 느려집니다.",
    fix: "requirements에서 빼세요.",
  }),
  WEBSOCKETS: ({ routes }) => ({
    what: `WebSocket 라우트가 ${routes}개 있습니다.`,
    why: "함수는 요청 하나에 응답하고 얼며, Function URL은 HTTP만 합니다. 이 라우트에는 501로 응답합니다.",
    fix: "페이지에서 몇 초마다 묻거나, 다른 곳에서 제공하세요.",
  }),
  THREADS_AT_IMPORT: ({ functions }) => ({
    what: `애플리케이션을 불러올 때 스레드를 시작합니다: ${code(functions)}`,
    why: "요청 사이에 함수는 스레드와 함께 얼고, 샌드박스마다 처음부터 다시 시작합니다.",
    fix: "요청 안에서 처리하거나, 정해진 시각에 실행하는 명령으로 만드세요.",
  }),
  THREADS_LEFT: () => ({
    what: "끝나기를 기다리지 않는 스레드를 시작합니다.",
    why: "응답 뒤에 함수가 얼어붙습니다. 끝나지 않은 일은 다음 요청 때 이어지는데, 몇 분 뒤일 수도 영영 아닐 수도 있습니다.",
    fix: "응답하기 전에 끝나기를 기다리세요(`join()`).",
  }),
  PROCESSES_AT_IMPORT: ({ commands }) => ({
    what: `애플리케이션을 불러올 때 프로그램을 실행합니다: ${code(commands)}`,
    why: "콜드 스타트마다 기다려야 하고, Lambda의 Linux에는 프로그램이 거의 없습니다(git도 없습니다).",
    fix: "번들을 만들 때 실행해 결과를 파일에 두거나, 환경 변수에서 읽으세요.",
  }),
  NETWORK_AT_IMPORT: ({ addresses }) => ({
    what: `애플리케이션을 불러올 때 접속합니다: ${addresses.join(", ")}`,
    why: "콜드 스타트마다 기다려야 하고, 닿지 않는 주소라면 시작에 실패합니다. 초기화 단계는 10초까지입니다.",
    fix: "처음 필요할 때 요청 안에서 접속하세요.",
  }),
  SEMAPHORES: ({ names }) => ({
    what: `${code(names)}에는 공유 메모리가 필요합니다.`,
    why: "Lambda에는 `/dev/shm`이 없어 `OSError: [Errno 38] Function not implemented`로 실패합니다.",
    fix: "스레드(`ThreadPoolExecutor`)나, `Process`와 `Pipe`를 쓰세요.",
  }),
  FILES_WRITTEN_AT_IMPORT: ({ files }) => ({
    what: `애플리케이션을 불러올 때 파일에 씁니다: ${files.join(", ")}`,
    why: "AWS에서 코드는 읽기 전용입니다. 불러오기가 `EROFS`로 실패해 애플리케이션이 시작하지 않습니다.",
    fix: "`/tmp` 아래에 쓰거나, 쓰지 마세요.",
  }),
  FILES_WRITTEN: ({ paths }) => ({
    what: `코드 옆의 파일을 쓰기용으로 엽니다: ${code(paths)}`,
    why: "AWS에서 코드는 읽기 전용이라 `EROFS`로 실패합니다.",
    fix: "남겨야 할 것은 `default_storage`에, 나머지는 `/tmp` 아래(`tempfile`)에 두세요.",
  }),
  START_UP_DATA: ({ methods }) => ({
    what: `행을 만들지만 코드 어디에서도 부르지 않습니다: ${code(methods)}`,
    why: "애플리케이션에 그 행이 필요하다면 스테이지의 데이터베이스마다 누군가 한 번 불러야 합니다.",
    fix: "데이터 마이그레이션(`RunPython`)이나 명령으로 만드세요: `monolift run -- COMMAND`",
  }),
  AWS_NOT_REACHED: ({ stage, why, message }) => ({
    what: {
      region: `${stage}을(를) 둘 리전이 어디에도 없습니다.`,
      credentials: "이 컴퓨터에서 AWS 자격 증명을 찾을 수 없습니다.",
      refused: "AWS가 자격 증명을 받아들이지 않습니다.",
      unreachable: "AWS가 응답하지 않습니다.",
    }[why],
    why: `누구로서 무엇을 할 수 있는지 알아보지 못했습니다${message === "" ? "" : `: ${message}`}`,
    fix: {
      region: `[stages.${stage}]에 \`region = "ap-northeast-2"\`처럼 적거나 \`AWS_REGION\`을 설정하세요.`,
      credentials: "`aws sso login`이나 `aws configure`로 로그인하거나 `AWS_PROFILE`로 프로필을 지정하세요.",
      refused: "다시 로그인하거나(`aws sso login`) 키와 이 컴퓨터의 시계를 확인하세요.",
      unreachable: "네트워크, 프록시, 리전 이름, 설정했다면 `AWS_ENDPOINT_URL`을 확인하세요.",
    }[why],
  }),
  AWS_CALLER: ({ caller, account, region }) => ({
    what: `${caller}(으)로 연결되어 있습니다.`,
    why: `계정은 ${account}, 리전은 ${region}입니다.`,
    fix: "다른 것을 쓰려던 것이라면 `AWS_PROFILE`로 프로필을 지정하세요.",
  }),
  AWS_ACCOUNT_WRONG: ({ stage, wanted, account, caller }) => ({
    what: `스테이지 ${stage}은(는) 계정 ${wanted}에 있는데, 자격 증명은 ${account}의 것입니다.`,
    why: `${caller}이(가) 두 번째 스테이지를 만들지 않도록 \`up\`은 거기서 멈춥니다.`,
    fix: `\`AWS_PROFILE\` 등으로 ${wanted}의 자격 증명을 사용하세요.`,
  }),
  AWS_RIGHTS_MISSING: ({ caller, actions }) => ({
    what: `이 스테이지에 필요한 작업 가운데 ${actions.length}개가 허용되지 않습니다: ${code(actions)}`,
    why: `${caller}에 대해 IAM이 그렇게 답했습니다. 그것이 필요한 단계는 실패합니다. 개별 버킷이나 역할의 정책이 허용하는 것은 세지 않았습니다.`,
    fix: "계정 관리자에게 허용해 달라고 하거나 다른 프로필을 사용하세요(`AWS_PROFILE`).",
  }),
  AWS_RIGHTS_NOT_ASKED: ({ caller, actions }) => ({
    what: "어떤 권한이 있는지 알아보지 못했습니다.",
    why: `${caller}은(는) IAM에 물어볼 수 없거나(\`iam:SimulatePrincipalPolicy\`), IAM에 정책이 없는 종류의 호출자입니다.`,
    fix: `단계가 거부되면 필요한 것은 다음 작업입니다: ${code(sortByService(actions))}`,
  }),
  AWS_CONCURRENCY_LOW: ({ limit, wanted }) => ({
    what: `이 계정에서는 모든 함수를 합쳐 한 번에 ${limit}개의 요청만 처리할 수 있는데, 이 스테이지의 함수는 ${wanted}개까지 처리하려고 합니다.`,
    why: "새 계정은 10개에서 시작합니다. 넘는 요청은 다른 스테이지의 것까지 429가 되고, 명령도 함께 기다립니다.",
    fix: "AWS에 한도를 높여 달라고 신청하세요. 무료입니다: Service Quotas, AWS Lambda, “Concurrent executions”",
  }),
};
