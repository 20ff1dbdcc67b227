import type { PackagesWords } from "./en.ts";

export const packagesKo: PackagesWords = {
  errors: {
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
