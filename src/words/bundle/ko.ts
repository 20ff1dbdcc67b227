import type { NamedSize, NamedVersion, Words } from "./en.ts";

/** What `bundle` says, in Korean. */
export const ko: Words = {
  errors: {
    REQUIREMENTS_FILE_MISSING: ({ file }) => ({
      cause: `의존성 파일 ${file}을(를) 찾을 수 없습니다.`,
      fix: "경로를 확인하세요. -r과 -c 뒤의 경로는 그 경로를 적은 파일의 폴더를 기준으로 합니다.",
    }),
    REQUIREMENT_UNREADABLE: ({ text }) => ({
      cause: `"${text}"은(는) 의존 패키지로 해석할 수 없습니다.`,
      fix: "패키지 이름과 버전 조건을 쉼표로 구분해 적으세요. 예: django>=5,<6",
    }),
    PYPROJECT_UNREADABLE: ({ file, reason }) => ({
      cause: `${file}을(를) TOML로 읽을 수 없습니다: ${reason}`,
      fix: "파일을 수정하세요. 락 파일이라면 만든 도구로 다시 생성하는 것이 가장 좋습니다.",
    }),
    LOCK_UNREADABLE: ({ file, reason }) => ({
      cause: `${file}의 형식이 올바른 락 파일이 아닙니다: ${reason}`,
      fix: "만든 도구로 다시 생성하세요(uv lock, poetry lock, pipenv lock).",
    }),
    LOCK_OUTDATED: ({ file, source, name, wanted, locked, command }) => ({
      cause:
        locked === null
          ? `${source}에는 "${name}"이(가) 필요하지만 ${file}에 없습니다.`
          : `${source}에는 "${name}${wanted}"이(가) 필요하지만 ${file}에는 ${locked}(으)로 고정되어 있습니다.`,
      fix: `락 파일을 갱신하세요: ${command}`,
    }),
    LOCK_WRONG_PYTHON: ({ file, requires, python }) => ({
      cause: `${file}은(는) Python ${requires}용인데, 사용할 Python은 ${python}입니다.`,
      fix: "조건에 맞는 Python을 설치하거나 monolift.toml의 app.python으로 지정하세요. 현재 Python으로 락 파일을 다시 만들 수도 있습니다.",
    }),
    DEPENDENCY_NOT_FOUND: ({ name, requirement }) => ({
      cause: `패키지 인덱스에 "${name}" 패키지가 없습니다("${requirement}").`,
      fix: "철자를 확인하세요. 직접 만든 패키지라면 wheel을 프로젝트에 넣고 app.vendor에 지정하거나, --extra-index-url로 인덱스를 추가하세요.",
    }),
    DEPENDENCY_VERSION_NOT_FOUND: ({ name, requirement, newest, python }) => ({
      cause: `"${name}"에는 Python ${python}에서 쓸 수 있으면서 "${requirement}"을(를) 만족하는 버전이 없습니다.${newest.length === 0 ? "" : ` 이 Python에서 쓸 수 있는 최신 버전: ${newest.join(", ")}`}`,
      fix: "존재하는 버전을 지정하거나, 원하는 버전을 지원하는 Python을 app.python으로 지정하세요.",
    }),
    DEPENDENCY_NOT_FOR_PYTHON: ({ name, requires, python }) => ({
      cause: `지정한 버전의 "${name}"에는 Python ${requires}이(가) 필요하지만, 사용할 Python은 ${python}입니다.`,
      fix: "조건에 맞는 Python을 monolift.toml의 app.python으로 지정하거나 패키지 버전을 바꾸세요.",
    }),
    DEPENDENCY_NO_WHEEL: ({ name, file, python }) => ({
      cause: `"${file}"은(는) 이 컴퓨터의 Python ${python}에서 쓸 수 없습니다.`,
      fix: `이 Python과 운영체제용 "${name}" wheel을 쓰거나 다른 버전을 지정하세요.`,
    }),
    DEPENDENCY_FILE_MISSING: ({ path }) => ({
      cause: `의존성으로 지정한 "${path}"이(가) 없습니다.`,
      fix: "경로를 확인하세요. 프로젝트 폴더가 기준입니다.",
    }),
    DEPENDENCY_BUILD_FAILED: ({ name, python }) => ({
      cause: `${name === "" ? "어떤 패키지" : `"${name}"`}에는 Python ${python}용 wheel이 없고, 소스 빌드도 실패했습니다.`,
      fix: "wheel이 있는 더 새로운 버전을 지정하거나, wheel을 프로젝트에 넣고 app.vendor에 지정하세요. 아래 출력에서 요구하는 컴파일러와 헤더를 설치하는 방법도 있습니다.",
    }),
    DEPENDENCY_HASH_MISMATCH: ({ name }) => ({
      cause: `내려받은 "${name}" 파일의 해시가 기록된 값과 다릅니다. 설치하지 않았습니다.`,
      fix: "버전을 바꿨다면 해시를 다시 기록하세요. 그렇지 않다면 파일이 변조되었을 수 있으니 원인을 확인한 뒤 진행하세요.",
    }),
    DEPENDENCIES_NEED_COMPILING: ({ packages, python, architecture, platform }) => ({
      cause: `Python ${python}, ${architecture}(${platform})용 wheel이 없어 컴파일해야 하는 패키지가 있습니다: ${versions(packages)}`,
      fix: "wheel이 있는 버전을 지정하거나, 같은 환경에서 빌드한 wheel을 프로젝트에 넣고 app.vendor에 지정하세요. 다른 Python(app.python)이나 다른 아키텍처를 선택할 수도 있습니다.",
    }),
    DEPENDENCIES_CONFLICT: {
      cause: "의존성이 서로 충돌하여 모든 조건을 만족하는 버전 조합이 없습니다.",
      fix: "충돌하는 패키지는 아래와 같습니다. 그중 하나의 버전 조건을 완화하세요.",
    },
    INDEX_UNREACHABLE: ({ index }) => ({
      cause: `패키지 인덱스 ${index}이(가) 응답하지 않거나 요청을 거부했습니다.`,
      fix: "네트워크와 프록시를 확인하세요. 자체 인덱스라면 주소와 인증 정보도 확인한 뒤 같은 명령을 다시 실행하세요.",
    }),
    REPOSITORY_UNREACHABLE: ({ repository }) => ({
      cause: `git으로 저장소 ${repository}을(를) 가져오지 못했습니다.`,
      fix: "git이 설치되어 있는지, 주소와 리비전이 존재하는지, 이 컴퓨터에 읽기 권한이 있는지 확인하세요.",
    }),
    INSTALLER_MISSING: ({ python }) => ({
      cause: `${python}에 pip이 없고, pip이 들어 있는 가상 환경도 만들 수 없습니다.`,
      fix: "uv(https://docs.astral.sh/uv/)나 이 Python용 pip을 설치하세요. Debian/Ubuntu: apt install python3-pip python3-venv",
    }),
    INSTALLER_FAILED: ({ tool }) => ({
      cause: `의존성을 처리하는 중 ${tool}이(가) 실패했습니다.`,
      fix: "아래 출력을 확인하세요.",
    }),
    PACKAGE_NEEDS_IMAGE: ({ megabytes, zipMb, files, largest }) => ({
      cause: `애플리케이션은 의존성을 포함해 ${megabytes}MB, 파일 ${files}개입니다. Lambda의 zip은 ${zipMb}MB 미만, 파일 65,535개까지만 받습니다.`,
      fix: `필요 없는 패키지를 빼거나 컨테이너 이미지로 만드세요. 큰 패키지: ${sizes(largest)}`,
    }),
    PACKAGE_OVER_IMAGE_LIMIT: ({ megabytes, imageMb, largest }) => ({
      cause: `애플리케이션은 의존성을 포함해 ${megabytes}MB입니다. Lambda는 컨테이너 이미지도 ${imageMb}MB까지만 받습니다.`,
      fix: `필요 없는 패키지를 빼거나 큰 데이터는 쓸 때 버킷에서 읽어 오세요. 큰 패키지: ${sizes(largest)}`,
    }),
    VENDOR_FILE_MISSING: ({ file }) => ({
      cause: `app.vendor에 지정한 "${file}"이(가) 프로젝트에 없습니다.`,
      fix: "경로를 확인하세요. monolift.toml이 있는 폴더가 기준입니다.",
    }),
    VENDOR_NOT_A_WHEEL: ({ file }) => ({
      cause: `app.vendor에 지정한 "${file}"은(는) wheel 파일 이름이 아닙니다.`,
      fix: "빌드할 때 붙은 이름 그대로 지정하세요. 예: wheels/example-1.0-py3-none-any.whl",
    }),
    CODE_FILE_UNREADABLE: ({ path }) => ({
      cause: `프로젝트의 "${path}"을(를) 읽을 권한이 없습니다.`,
      fix: "이 사용자에게 읽기 권한을 부여하거나 프로젝트 밖으로 옮기세요.",
    }),
    CODE_KEEPS_CHANGING: ({ path }) => ({
      cause: `프로젝트를 복사하는 동안 "${path}"이(가) 세 번 연속으로 바뀌었습니다.`,
      fix: "파일을 쓰는 프로그램이 끝난 뒤 같은 명령을 다시 실행하세요.",
    }),
    BUNDLE_DISK_FULL: ({ folder }) => ({
      cause: `${folder}이(가) 있는 디스크가 가득 찼습니다. 만들다 만 파일은 지웠으며 기존 파일에는 영향이 없습니다.`,
      fix: "공간을 확보하거나 XDG_CACHE_HOME을 더 큰 디스크의 폴더로 설정한 뒤 같은 명령을 다시 실행하세요.",
    }),
  },
  notices: {
    PACKAGE_BECOMES_IMAGE: ({ megabytes, zipMb, imageMb, largest }) =>
      `애플리케이션은 의존성을 포함해 ${megabytes}MB입니다. Lambda의 zip은 ${zipMb}MB까지이므로 AWS에서는 컨테이너 이미지(최대 ${imageMb}MB)가 되고, 처음 시작이 느려집니다. 큰 패키지: ${sizes(largest)}`,
    PACKAGE_TOO_LARGE: ({ megabytes, imageMb, largest }) =>
      `애플리케이션은 의존성을 포함해 ${megabytes}MB입니다. 여기서는 실행되지만 Lambda는 컨테이너 이미지도 ${imageMb}MB까지만 받습니다. 필요 없는 패키지를 빼세요. 큰 패키지: ${sizes(largest)}`,
    DEPENDENCIES_RESOLVED: ({ packages, tool, source }) =>
      `${source}에 버전이 고정되어 있지 않아 ${tool}(으)로 패키지 ${packages}개를 정하고 그 결과를 저장했습니다. 다시 정하려면 "up --refresh"를 실행하세요.`,
    DEPENDENCY_ADDED: ({ added }) => `PostgreSQL 드라이버가 없어 추가했습니다: ${added.join(", ")}`,
    DEPENDENCY_REPLACED: ({ from, to }) =>
      `${from} 대신 PostgreSQL 라이브러리가 포함된 ${to}을(를) 사용합니다.`,
    BYTE_CODE_LEFT_OUT: ({ python }) =>
      `이 컴퓨터에 Python ${python}이(가) 없어 바이트코드와 import pack을 만들 수 없습니다. 콜드 스타트에 약 두 배의 시간이 걸립니다. 설치(uv python install ${python})한 뒤 다시 리프트하세요.`,
    VERSIONS_DIFFER: ({ packages, python, architecture }) =>
      `Python ${python}, ${architecture}용 wheel이 있는 버전을 사용하므로 검사할 때와 버전이 다릅니다: ${packages.map(({ name, here, there }) => `${name} ${there}(검사 시 ${here})`).join(", ")}`,
    SECRETS_LINKED: (facts) =>
      `비밀 정보가 있을 수 있어 번들에 넣지 않고 같은 위치에 링크합니다: ${listed(facts)}`,
    OUTSIDE_LINKED: (facts) => `프로젝트 밖에 있어 번들에 넣지 않고 링크합니다: ${listed(facts)}`,
    DATABASES_LEFT_OUT: (facts) => `로컬 데이터베이스는 번들에 넣지 않습니다: ${listed(facts)}`,
    FOLDERS_LEFT_OUT: (facts) => `다른 도구가 만드는 것이라 번들에 넣지 않습니다: ${listed(facts)}`,
    MEDIA_LEFT_OUT: (facts) =>
      `업로드된 파일과 collectstatic 결과는 코드에 포함하지 않습니다: ${listed(facts)}`,
    BROKEN_LINKS: (facts) => `대상이 없거나 번들에 포함되지 않는 링크는 제외합니다: ${listed(facts)}`,
  },
};

function versions(packages: readonly NamedVersion[]): string {
  return packages.map(({ name, version }) => (version === null ? name : `${name} ${version}`)).join(", ");
}

function sizes(largest: readonly NamedSize[]): string {
  return largest.map(({ name, megabytes }) => `${name}(${megabytes}MB)`).join(", ");
}

function listed({ count, paths }: { readonly count: number; readonly paths: readonly string[] }): string {
  const more = count - paths.length;
  return `${paths.join(", ")}${more > 0 ? ` 외 ${more}개` : ""}`;
}
