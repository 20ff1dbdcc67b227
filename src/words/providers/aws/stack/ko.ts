import type { StackWords } from "./en.ts";

function named(resource: string | null): string {
  return resource === null ? "스택" : `\`${resource}\``;
}

function typed(type: string | null): string {
  return type === null ? "" : `(${type})`;
}

const mebibytes = (bytes: number): string => (bytes / 1_048_576).toFixed(2);

export const stackKo: StackWords = {
  errors: {
    STACK_ACCESS_DENIED: ({ stack, resource, action, target }) => ({
      cause: `스택 ${stack}${resource === null ? "" : `의 ${named(resource)}`}에 필요한 권한이 없습니다${action === null ? "" : `: \`${action}\``}${target === null ? "" : ` (대상: ${target})`}.`,
      fix: "AWS 계정 관리자에게 사용 중인 사용자나 역할에 이 권한을 추가해 달라고 한 뒤 명령을 다시 실행하세요. 부족한 권한은 `monolift doctor`에서 모두 확인할 수 있습니다.",
    }),
    STACK_BELONGS_TO_OTHER: ({ stack, tag, found, wanted }) => ({
      cause: `${stack}(이)라는 이름은 다른 스택이 사용하고 있습니다. 태그 \`${tag}\`의 값이 이 스테이지에서는 "${wanted}"이어야 하지만 "${found}"입니다.`,
      fix: "monolift.toml에서 프로젝트나 스테이지의 이름을 바꾸세요. 바뀐 것은 없습니다.",
    }),
    STACK_CALL_FAILED: ({ stack, operation }) => ({
      cause: `스택 ${stack}에 대한 ${operation} 호출을 AWS가 거부했습니다.`,
      fix: "이유는 위의 AWS 메시지에 있습니다. 원인을 해결한 뒤 명령을 다시 실행하면 멈춘 곳부터 이어집니다.",
    }),
    STACK_CANCELLED: ({ stack }) => ({
      cause: `스택 ${stack}의 업데이트가 취소되어 AWS가 모두 원래대로 되돌렸습니다.`,
      fix: "일부러 취소한 것이 아니라면 명령을 다시 실행하세요.",
    }),
    STACK_CERTIFICATE_UNUSABLE: ({ resource }) => ({
      cause: `${named(resource)}의 인증서를 AWS가 받아들이지 않습니다. 아직 발급되지 않았거나, 만료되었거나, 도메인이 들어 있지 않거나, CloudFront가 요구하는 us-east-1이 아닌 리전에 있습니다.`,
      fix: "인증서 발급에 필요한 DNS 레코드는 `monolift status`에서 확인할 수 있습니다. 발급되면 `monolift up`을 다시 실행하세요.",
    }),
    STACK_CHANGED_MEANWHILE: ({ stack }) => ({
      cause: `스택 ${stack}을(를) 동시에 다른 곳에서도 변경하고 있습니다.`,
      fix: "다른 `monolift up`이나 AWS 콘솔에서 하는 작업이 끝난 뒤 명령을 다시 실행하세요.",
    }),
    STACK_CLOUDFRONT_UNVERIFIED: () => ({
      cause: "AWS가 이 계정을 아직 확인하지 않아 CloudFront를 사용할 수 없습니다.",
      fix: "AWS Support에 문의(계정 및 결제, 무료)를 만들고 위의 메시지를 전달하세요. 보통 하루쯤 걸립니다. 그때까지는 `domain`이 없고 정적 파일을 CloudFront로 제공하지 않는 스테이지라면 배포할 수 있습니다.",
    }),
    STACK_CODE_MISSING: ({ resource }) => ({
      cause: `${named(resource)}의 코드가 업로드한 버킷에 더 이상 없습니다.`,
      fix: "`monolift up`을 다시 실행하면 없는 것이 업로드됩니다. 버킷에 파일을 지우는 수명 주기 규칙이 있다면 없애세요.",
    }),
    STACK_CODE_STORAGE_FULL: () => ({
      cause:
        "Lambda의 코드 저장 공간이 가득 찼습니다. 한 계정의 함수와 버전은 리전마다 모두 합쳐 75GB까지입니다.",
      fix: '사용하지 않는 스테이지를 제거하거나(`monolift list`) AWS Service Quotas의 "Function and layer storage"에서 한도 증가를 요청하세요.',
    }),
    STACK_CODE_TOO_LARGE: ({ resource, mostMb }) => ({
      cause: `${named(resource)}의 코드가 Lambda의 한도${mostMb === null ? "" : `인 ${mostMb}MB`}를 넘었습니다.`,
      fix: "큰 패키지는 `monolift inspect`에서 확인할 수 있습니다. 실행할 때 필요 없는 것을 제거하세요.",
    }),
    STACK_CONCURRENCY_TOO_HIGH: ({ resource, least }) => ({
      cause: `이 계정의 동시 실행 수로는 ${named(resource)}을(를) 위해 예약할 수 없습니다. 모든 함수를 위해 ${least}개를 남겨 두어야 합니다.`,
      fix: 'monolift.toml의 `concurrency`를 줄이거나 AWS Service Quotas의 "Concurrent executions"에서 한도 증가를 요청하세요. 새 계정은 10개로 시작하며, 1,000개까지는 무료로 늘릴 수 있습니다.',
    }),
    STACK_CREDENTIALS_EXPIRED: ({ stack }) => ({
      cause: `AWS 자격 증명을 더 이상 사용할 수 없어 스택 ${stack} 작업을 중단했습니다.`,
      fix: "다시 로그인한 뒤(`aws sso login` 등 평소의 방법으로) 명령을 다시 실행하세요. AWS에서 시작된 작업이 있다면 끝나기를 기다렸다가 이어서 진행합니다.",
    }),
    STACK_DELETE_FAILED: ({ stack, resources }) => ({
      cause: `AWS가 스택 ${stack}의 일부를 제거하지 못했습니다. 남은 것: ${resources.join(", ")}.`,
      fix: "이유는 위의 AWS 메시지에 있습니다. 방해가 되는 것을 제거한 뒤 명령을 다시 실행하면 나머지도 제거됩니다.",
    }),
    STACK_DOMAIN_TAKEN: () => ({
      cause: "이 도메인은 이 계정이나 다른 계정의 CloudFront 배포에서 이미 사용하고 있습니다.",
      fix: "그 배포에서 도메인을 빼거나 monolift.toml의 `domain`을 다른 것으로 바꾸세요. 직접 다룰 수 없는 배포라면 AWS Support에 도메인 이동을 요청할 수 있습니다.",
    }),
    STACK_FAILED: ({ stack, resource, type }) => ({
      cause: `AWS가 스택 ${stack}${resource === null ? "" : `의 ${named(resource)}`}${typed(type)}을(를) 만들지 못했습니다.`,
      fix: "이유는 위의 AWS 메시지에 있습니다. 원인을 해결한 뒤 `monolift up`을 다시 실행하세요.",
    }),
    STACK_KEY_UNUSABLE: ({ resource }) => ({
      cause: `${named(resource)}을(를) 암호화하는 KMS 키를 사용할 수 없습니다. 비활성화되었거나, 삭제를 기다리고 있거나, 사용이 허용되지 않았습니다.`,
      fix: "키를 활성화하거나 키 정책에 사용 중인 사용자나 역할을 추가한 뒤 `monolift up`을 다시 실행하세요.",
    }),
    STACK_LIMIT: ({ stack }) => ({
      cause: `이 리전의 스택 수가 계정의 한도(늘리지 않았다면 2,000개)에 이르러 ${stack}을(를) 만들 수 없습니다.`,
      fix: '사용하지 않는 스테이지를 제거하거나(`monolift list`) AWS Service Quotas의 "Stack count"에서 한도 증가를 요청하세요.',
    }),
    STACK_MEMORY_LIMIT: ({ resource, mostMb }) => ({
      cause: `이 계정에서 함수의 메모리는 ${mostMb}MB까지인데, ${named(resource)}이(가) 이를 넘습니다.`,
      fix: `monolift.toml의 \`memory\`를 ${mostMb} 이하로 줄이거나, 새 계정의 제한을 풀어 달라고 AWS Support에 요청하세요.`,
    }),
    STACK_NAME_EXISTS: ({ resource, type, name }) => ({
      cause: `${name === null ? "같은 이름을 가진 것" : `"${name}"`}${typed(type)}이(가) 이미 있고 어느 스택에도 속하지 않아 AWS가 그 이름으로 ${named(resource)}을(를) 만들 수 없습니다.`,
      fix: "손으로 만든 것이거나 제거된 스테이지가 남긴 것입니다. 필요 없으면 AWS 콘솔에서 삭제하고, 필요하면 프로젝트나 스테이지의 이름을 바꾼 뒤 `monolift up`을 다시 실행하세요.",
    }),
    STACK_NAME_IN_STACK: ({ resource, type, name, other }) => ({
      cause: `"${name}"${typed(type)}은(는) 스택 ${other}의 것이어서 AWS가 그 이름으로 ${named(resource)}을(를) 만들 수 없습니다.`,
      fix: `monolift.toml에서 프로젝트나 스테이지의 이름을 바꾸거나, 스택 ${other}이(가) 필요 없으면 제거하세요.`,
    }),
    STACK_OUT_OF_SIGHT: ({ stack }) => ({
      cause: `스택 ${stack} 작업에서 AWS에 여러 번 연결을 시도했지만 닿지 않았습니다.`,
      fix: "AWS에서 시작된 작업이 있다면 그대로 계속됩니다. 네트워크가 돌아오면 명령을 다시 실행하세요. 그 작업이 끝나기를 기다렸다가 이어서 진행합니다.",
    }),
    STACK_PROPERTY_REFUSED: ({ resource, type, property }) => ({
      cause: `AWS가 ${named(resource)}${typed(type)}의 ${property === null ? "속성" : `속성 \`${property}\``}을(를) 거부했습니다.`,
      fix: "이유는 위의 AWS 메시지에 있습니다. monolift.toml에 적은 값이라면 그곳에서 고치세요. 그렇지 않다면 Monolift의 잘못이니 알려 주세요.",
    }),
    STACK_PROTECTED: ({ stack }) => ({
      cause: `스택 ${stack}은(는) 삭제되지 않도록 보호되어 있습니다. AWS에서 누군가 보호를 켰습니다.`,
      fix: `삭제해도 된다면 보호를 끄고 명령을 다시 실행하세요: \`aws cloudformation update-termination-protection --no-enable-termination-protection --stack-name ${stack}\``,
    }),
    STACK_QUOTA_REACHED: ({ resource, type }) => ({
      cause: `${type === null ? "리소스" : type}의 수가 계정의 한도에 이르러 AWS가 ${named(resource)}을(를) 만들 수 없습니다.`,
      fix: "어느 한도인지는 위의 AWS 메시지에 있습니다. 사용하지 않는 스테이지를 제거하거나(`monolift list`) AWS Service Quotas에서 한도 증가를 요청하세요.",
    }),
    STACK_ROLE_NOT_READY: ({ resource }) => ({
      cause: `${named(resource)}의 역할은 만들어졌지만 Lambda가 아직 맡을 수 없습니다. 새 역할이 퍼지는 데 1분쯤 걸릴 수 있습니다.`,
      fix: "`monolift up`을 다시 실행하세요.",
    }),
    STACK_ROLLBACK_FAILED: ({ stack, resources }) => ({
      cause: `AWS가 스택 ${stack}을(를) 앞으로 진행하지도, 되돌리지도 못합니다${resources.length === 0 ? "" : `. 방해가 되는 것: ${resources.join(", ")}`}.`,
      fix: "이유는 위의 AWS 메시지에 있습니다. 거기에 나온 것(손으로 삭제하거나 변경한 것 등)을 고친 뒤 `monolift up`을 다시 실행하세요. 그래도 되지 않으면 `monolift down --keep-data`로 스택을 제거하고 `monolift up`으로 다시 만들 수 있습니다. 스택에는 데이터가 없습니다.",
    }),
    STACK_STUCK: ({ stack, status, resource }) => ({
      cause: `스택 ${stack}이(가) 한 시간 동안 움직이지 않았습니다. 상태는 ${status}입니다${resource === null ? "" : `. AWS가 아직 ${named(resource)}을(를) 처리하고 있습니다`}.`,
      fix: "AWS 콘솔에서 스택의 이벤트를 확인하세요. AWS에서 시작된 작업은 계속됩니다. `monolift up`은 언제든 다시 실행할 수 있으며 작업이 끝나기를 기다립니다.",
    }),
    STACK_TEMPLATE_REFUSED: ({ stack }) => ({
      cause: `CloudFormation이 스택 ${stack}의 템플릿을 받아들이지 않습니다.`,
      fix: "Monolift의 잘못입니다. 위의 AWS 메시지와 함께 알려 주세요. 바뀐 것은 없습니다.",
    }),
    STACK_TEMPLATE_TOO_LARGE: ({ stack, bytes, most }) => ({
      cause: `스택 ${stack}의 템플릿이 ${mebibytes(bytes)}MB로, 여기에서의 AWS 한도인 ${mebibytes(most)}MB를 넘었습니다.`,
      fix: "monolift.toml의 [isolate.NAME], [route.NAME], [jobs.NAME] 하나마다 커집니다. 여러 경로를 하나로 합치거나 프로젝트를 둘로 나누세요.",
    }),
    STACK_THROTTLED: ({ stack, resource }) => ({
      cause: `AWS가 한 번에 답할 수 있는 것보다 호출이 많아 ${resource === null ? `스택 ${stack}` : named(resource)}에 대해 몇 분 동안 답을 받지 못했습니다.`,
      fix: "같은 계정에서 다른 배포 등이 AWS를 매우 자주 호출하고 있습니다. 조금 뒤에 명령을 다시 실행하세요.",
    }),
    STACK_TOO_MANY_RESOURCES: ({ stack, count, most }) => ({
      cause: `스택 ${stack}의 리소스가 ${count}개가 되어 AWS의 한도인 ${most}개를 넘습니다.`,
      fix: "monolift.toml의 [isolate.NAME], [route.NAME], [jobs.NAME]은 저마다 여러 리소스가 됩니다. 여러 경로를 하나로 합치거나 프로젝트를 둘로 나누세요.",
    }),
    STACK_TYPE_UNKNOWN: ({ stack, types }) => ({
      cause: `스택 ${stack}에 필요한 것이 이 리전에 없습니다: ${types.join(", ")}.`,
      fix: "monolift.toml에서 스테이지의 `region`을 예전부터 있던 큰 리전으로 바꾸세요.",
    }),
  },
  notices: {
    STACK_REMADE: ({ stack, status }) =>
      `스택 ${stack}을(를) 만들던 이전 시도가 실패했습니다(${status}). 먼저 남은 것을 제거합니다. 데이터는 들어 있지 않습니다.`,
    STACK_ROLLBACK_CONTINUED: ({ stack }) =>
      `스택 ${stack}의 이전 업데이트가 실패했고 되돌리지도 못했습니다. 먼저 AWS에 되돌리기를 다시 시도하게 합니다.`,
    STACK_ROLLBACK_SKIPPED: ({ stack, resources }) =>
      `스택 ${stack}에서 다음은 되돌릴 수 없어 그대로 둡니다: ${resources.join(", ")}. 다음에 변경될 때까지 AWS가 알고 있는 것과 실제가 다를 수 있습니다.`,
    STACK_WAITED_FOR: ({ stack, status, isCancelled }) =>
      isCancelled
        ? `스택 ${stack}이(가) 업데이트되고 있습니다(${status}). 업데이트를 취소하고 끝나기를 기다립니다.`
        : `스택 ${stack}에서 작업이 진행되고 있습니다(${status}). 중단된 명령이 시작한 것일 수 있습니다. 먼저 끝나기를 기다립니다.`,
  },
};
