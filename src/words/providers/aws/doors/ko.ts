import { sayRecords, type CloudFrontQuota, type DoorsWords, type WayIn, type WayReason } from "./en.ts";

const ways: Readonly<Record<WayIn, string>> = {
  "function-url": "요청은 Function URL로 받습니다",
  rest: "요청은 API Gateway로 받습니다",
  alb: "요청은 로드 밸런서의 규칙으로 받습니다",
  "cloudfront function-url": "요청은 CloudFront로 받아 Function URL에 넘깁니다",
  "cloudfront rest": "요청은 CloudFront로 받아 API Gateway에 넘깁니다",
};

const reasons: Readonly<Record<WayReason, string>> = {
  asked: "파일에 그렇게 적혀 있음",
  vpc: "Function URL은 VPC 안의 함수에서 스트리밍할 수 없음",
  "own-domain": "도메인이 있음",
  "served-files": "제공할 정적 파일이나 업로드 파일이 있음",
  isolated: "전용 함수가 맡는 요청이 있음",
  "nothing-else": "도메인도 제공할 파일도 없음",
};

const quotas: Readonly<Record<CloudFrontQuota, string>> = {
  distributions: "배포(distributions)",
  functions: "함수(functions)",
  "origin access controls": "원본 액세스 제어(origin access controls)",
};

export const doorsKo: DoorsWords = {
  errors: {
    DOMAIN_RECORD_TAKEN: ({ domain, zone, type, value, record, text }) => ({
      cause: `${domain}은(는) 이미 다른 곳을 가리키고 있습니다. 영역 ${zone}에 Monolift가 만들지 않은 ${type} 레코드(${value})가 있습니다.`,
      fix: `Route 53에서 그 레코드를 지우고 다시 실행하세요. 끊김 없이 넘기려면 지우는 대신 TXT 레코드 \`${record}\`를 값 \`"${text}"\`로 추가하세요. 그러면 Monolift가 레코드를 한 번에 바꿉니다.`,
    }),
    DOMAIN_OF_ANOTHER_STAGE: ({ domain, project, stage, record }) => ({
      cause: `${domain}은(는) ${project}/${stage}의 도메인입니다. TXT 레코드 ${record}에 그렇게 기록되어 있습니다.`,
      fix: `이 스테이지에 다른 \`domain\`을 지정하거나 \`monolift down ${project}/${stage}\`로 다른 쪽을 끝내세요.`,
    }),
    DOMAIN_ON_OTHER_DISTRIBUTION: ({ domain, distribution, comment }) => ({
      cause: `이 계정의 CloudFront 배포 ${distribution}${comment === "" ? "" : `(${comment})`}이(가) ${domain}에 응답하고 있습니다. 한 도메인을 두 배포에서 쓸 수는 없습니다.`,
      fix: `${distribution}의 대체 도메인 이름에서 ${domain}을(를) 빼거나, 이 스테이지에 다른 \`domain\`을 지정하세요.`,
    }),
    DOMAIN_ELSEWHERE_ON_CLOUDFRONT: ({ domain }) => ({
      cause: `이 계정에서 보이지 않는 CloudFront 배포가 ${domain}에 응답하고 있습니다. 다른 계정이나 Amplify, App Runner 같은 서비스의 배포입니다.`,
      fix: "먼저 그쪽에서 도메인을 빼세요. `aws cloudfront list-conflicting-aliases`로 계정과 ID의 끝자리를 확인할 수 있습니다. 소유자와 연락할 수 없으면 AWS Support에 요청하세요.",
    }),
    CERTIFICATE_WITHOUT_RECORD: ({ domain }) => ({
      cause: `AWS Certificate Manager가 ${domain}의 소유를 확인할 레코드를 1분 안에 알려 주지 않았습니다.`,
      fix: "몇 분 뒤에 다시 실행하세요. 같은 인증서로 이어서 진행합니다.",
    }),
    CERTIFICATE_REFUSED: ({ domain, reason }) => ({
      cause: `AWS Certificate Manager가 ${domain}의 인증서를 발급하지 않았습니다: ${reason}`,
      fix:
        reason === "CAA_ERROR"
          ? '도메인의 CAA 레코드가 발급을 막고 있습니다. CAA 레코드에 `0 issue "amazon.com"`을 추가하고 다시 실행하세요. 새 인증서를 신청합니다.'
          : "도메인 철자와 등록 상태를 확인하고 다시 실행하세요. 새 인증서를 신청합니다. 이유별 설명은 `https://docs.aws.amazon.com/acm/latest/userguide/troubleshooting-failed.html`에 있습니다.",
    }),
    CLOUDFRONT_QUOTA: ({ what }) => ({
      cause: `이 계정의 CloudFront ${quotas[what]} 수가 한도에 이르렀습니다.`,
      fix: "필요 없는 스테이지를 끝내거나(`monolift list`로 볼 수 있습니다), 콘솔의 Service Quotas에서 CloudFront 할당량을 늘려 달라고 요청하세요.",
    }),
    LISTENER_NOT_FOUND: ({ listener, region }) => ({
      cause: `${region}에 리스너 ${listener}이(가) 없습니다.`,
      fix: `로드 밸런서의 리스너는 \`aws elbv2 describe-listeners --load-balancer-arn ARN --region ${region}\`으로 볼 수 있습니다. 스테이지와 같은 계정, 같은 리전에 있어야 합니다.`,
    }),
    LISTENER_UNFIT: ({ listener, kind }) => ({
      cause: `리스너 ${listener}의 로드 밸런서 종류는 "${kind}"입니다. 함수를 호출할 수 있는 것은 Application Load Balancer뿐입니다.`,
      fix: 'Application Load Balancer의 리스너를 지정하거나 다른 `door`("auto")를 쓰세요.',
    }),
    LISTENER_PRIORITY_TAKEN: ({ listener, priority }) => ({
      cause: `리스너 ${listener}의 다른 규칙이 우선순위 ${priority}을(를) 쓰고 있습니다.`,
      fix: "다른 `alb.priority`를 지정하거나 키를 빼세요. 빼면 1000부터 비어 있는 첫 번호를 씁니다.",
    }),
    DOOR_NEEDS_LISTENER: ({ stage }) => ({
      cause: `스테이지 "${stage}"에 \`door = "alb"\`가 있지만 어떤 리스너인지 파일에 적혀 있지 않습니다.`,
      fix: '스테이지에 `alb.listener = "arn:aws:elasticloadbalancing:…"`을 추가하세요.',
    }),
    LISTENER_MATCHES_NOTHING: ({ stage }) => ({
      cause: `로드 밸런서의 어떤 요청이 스테이지 "${stage}"의 것인지 파일에 적혀 있지 않습니다.`,
      fix: '스테이지에 경로(`alb.paths = ["/blog/*"]`)나 `domain`, 또는 둘 다 지정하세요.',
    }),
  },
  notices: {
    DOOR_CHOSEN: ({ way, because }) =>
      `${ways[way]}. 이유: ${because.map((reason) => reasons[reason]).join(", ")}.`,
    DOOR_WAITS_LESS: ({ door, timeoutSeconds, limitSeconds }) =>
      `요청 하나의 제한 시간은 ${timeoutSeconds}초이지만, 응답의 첫 바이트를 기다리는 시간은 ${limitSeconds}초까지입니다(${door}의 제한). 그 전에 시작된 스트리밍 응답(StreamingHttpResponse)은 끊기지 않습니다.`,
    DOOR_WITHOUT_FILES: ({ urls }) =>
      `로드 밸런서는 애플리케이션에만 요청을 보냅니다. ${urls.join(", ")} 파일은 리스너의 다른 규칙에서 제공해야 합니다.`,
    DOMAIN_RECORDS_NEEDED: ({ domain, records }) =>
      `${domain}의 DNS는 이 계정에 없습니다. 아직 필요한 레코드: ${sayRecords(records)}. 등록되었는지는 \`monolift status\`로 볼 수 있습니다. 그다음 \`monolift up\`을 한 번 더 실행하세요.`,
    DOMAIN_NOT_DELEGATED: ({ domain, records }) =>
      `${domain}의 영역은 Route 53에 있지만 인터넷에서는 다른 네임 서버를 찾습니다. 도메인을 산 곳에서 다음을 설정하세요: ${sayRecords(records)}. 반영되었는지는 \`monolift status\`로 볼 수 있습니다. 그다음 \`monolift up\`을 한 번 더 실행하세요.`,
    DOMAIN_STILL_VALIDATING: ({ domain }) =>
      `${domain}의 소유 확인이 AWS에서 아직 끝나지 않아 지금은 AWS 주소로 제공합니다. 몇 분 뒤에 \`monolift up\`을 다시 실행하세요.`,
    CERTIFICATE_WAITED: ({ domain }) =>
      `AWS가 ${domain}의 소유를 확인하기를 기다리는 중입니다. 보통 2~3분 걸립니다.`,
    DISTRIBUTION_WAITED: () =>
      "CloudFront 설정이 전 세계 거점에 퍼지기를 기다리는 중입니다. 보통 3~5분 걸립니다.",
    ACCESS_LOGS_OFF: () =>
      "이 계정에서는 API Gateway가 로그를 쓸 수 없어 액세스 로그를 남기지 않습니다. 모든 요청은 함수 로그에 남습니다. 역할은 API Gateway 콘솔의 설정에서 지정할 수 있습니다.",
  },
};
