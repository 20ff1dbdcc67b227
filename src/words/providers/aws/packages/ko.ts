import type { PackagesWords } from "./en.ts";

export const packagesKo: PackagesWords = {
  errors: {
    SNAPSTART_IMPOSSIBLE: ({ why, found }) => ({
      cause: {
        python: `Lambda는 Python 3.12부터 스냅샷을 만들 수 있는데, 애플리케이션은 ${found}에서 실행됩니다.`,
        tmp: `Lambda는 /tmp가 512MB를 넘는 함수의 스냅샷을 만들지 않습니다(functions.web.tmp = ${found}).`,
        form: "애플리케이션이 zip에 들어가지 않아 컨테이너 이미지가 되는데, Lambda는 이미지의 스냅샷을 만들지 않습니다.",
      }[why],
      fix: {
        python: "더 새로운 Python을 쓰거나(app.python) functions.web.snapstart를 지우세요.",
        tmp: "functions.web.tmp나 functions.web.snapstart를 지우세요.",
        form: "필요 없는 패키지를 빼거나 functions.web.snapstart를 지우세요.",
      }[why],
    }),
    VERSION_NOT_READY: ({ function: name, reason }) => ({
      cause:
        reason === ""
          ? `Lambda가 15분이 지나도록 ${name}의 새 버전을 준비하지 못했습니다.`
          : `Lambda가 ${name}의 새 버전을 준비하지 못했습니다: ${reason}`,
      fix: "이전 릴리스가 계속 응답하고 있습니다. 애플리케이션을 불러오다가 실패했다면 `monolift logs`에 트레이스백이 있습니다. 그렇지 않다면 같은 명령을 다시 실행하세요.",
    }),
    LAMBDA_PYTHON_UNFIT: ({ specifier, from, offered }) => ({
      cause: `${from}에서 Python ${specifier}을(를) 요구하지만, Lambda에서 쓸 수 있는 것은 ${offered.join(", ")}입니다.`,
      fix: "이 가운데 하나가 들어가도록 범위를 넓히거나 monolift.toml의 app.python에 지정하세요.",
    }),
    REGISTRY_UNREACHABLE: ({ host }) => ({
      cause: `이미지 레지스트리 ${host}이(가) 응답하지 않습니다.`,
      fix: "네트워크와 프록시를 확인한 뒤 같은 명령을 다시 실행하세요. 이미 올린 것은 다시 보내지 않습니다.",
    }),
    REGISTRY_REFUSED: ({ host, repository, method, status }) => ({
      cause: `이미지 레지스트리 ${host}이(가) ${repository}에 대한 요청을 거부했습니다(${method}, 상태 ${status}).`,
      fix:
        status === 401 || status === 403
          ? "실행하는 사용자에게 권한이 필요합니다. ECR의 경우: ecr:GetAuthorizationToken, ecr:BatchCheckLayerAvailability, ecr:BatchGetImage, ecr:GetDownloadUrlForLayer, ecr:InitiateLayerUpload, ecr:UploadLayerPart, ecr:CompleteLayerUpload, ecr:PutImage"
          : "레지스트리가 보낸 메시지가 있으면 아래에 있습니다. 같은 명령을 다시 실행하세요. 이미 올린 것은 다시 보내지 않습니다.",
    }),
    IMAGE_DAMAGED: ({ host, digest }) => ({
      cause: `${host}에서 받은 내용이 다이제스트(${digest})와 다릅니다. 받은 것은 사용하지 않았습니다.`,
      fix: "같은 명령을 다시 실행하세요. 계속 발생하면 프록시처럼 중간에서 내용을 바꾸는 것이 있을 수 있습니다.",
    }),
    BASE_IMAGE_MISSING: ({ reference, architecture, offered }) => ({
      cause:
        offered.length === 0
          ? `이미지 ${reference}이(가) 없습니다.`
          : `이미지 ${reference}에는 ${architecture}용이 없고 ${offered.join(", ")}용만 있습니다.`,
      fix: "이름과 태그를 확인하거나 이미지가 지원하는 아키텍처를 사용하세요.",
    }),
  },
  notices: {
    SNAPSTART_COSTS: ({ usdEach, usdRestored, kept }) =>
      `SnapStart 요금은 보관 중인 릴리스 하나에 한 달 약 $${usdEach.toFixed(2)}이며, 요청이 없어도 듭니다. ${kept}개면 $${(usdEach * kept).toFixed(2)}입니다(us-east-1). 그 밖에 시작 1,000번마다 $${usdRestored.toFixed(2)}가 듭니다.`,
    VERSION_WAITS: ({ function: name, minutes }) =>
      `Lambda가 ${name}의 새 버전을 준비하고 있습니다${minutes === 0 ? "" : ` (${minutes}분 경과)`}`,
    ARM64_LACKS_WHEELS: ({ packages }) =>
      `함수는 x86_64에서 실행됩니다. 20% 저렴한 arm64용 wheel이 ${packages.join(", ")}에 없기 때문입니다. 매번 확인하지 않게 하려면 functions.web.architecture = "x86_64"라고 쓰세요.`,
    IMAGE_FOR_FILES: ({ files }) =>
      `애플리케이션은 의존성을 포함해 파일이 ${files}개로, zip에 담을 수 있는 65,535개를 넘습니다. AWS에서는 컨테이너 이미지가 되고, 처음 시작이 느려집니다.`,
    LAMBDA_PYTHON_OTHER: ({ taken, inspected, from }) =>
      `Lambda에서는${from === null ? "" : ` ${from}의 지정대로`} Python ${taken}(으)로 실행되지만, 여기서는 Python ${inspected}(으)로 검사했습니다. 동작이 다를 수 있습니다.`,
    LAMBDA_PYTHON_ENDED: ({ python, date }) =>
      `Python ${python}에 대한 AWS 지원은 ${date}에 끝났습니다. 보안 업데이트가 제공되지 않으며 몇 주 뒤에는 새 함수도 만들 수 없습니다. 더 새로운 버전을 선택하세요(monolift.toml의 app.python).`,
  },
};
