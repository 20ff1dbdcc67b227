import type { NetworkWords } from "./en.ts";

const listed = (names: readonly string[]): string => names.join(", ");

const inQuotes = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(", ");

/** What is said of networks and of Aurora, in Korean. */
export const networkKo: NetworkWords = {
  errors: {
    KEY_ONLY_ON_AWS: ({ key, stage }) => ({
      cause: `"${key}"은(는) AWS에만 있는 기능을 요청하는 키인데, "${stage}" 스테이지는 이 컴퓨터에서 실행됩니다.`,
      fix: 'AWS 스테이지 아래에 쓰세요. 예: provider = "aws"를 지정한 [stages.production]. 파일 맨 위에 쓴 내용은 "local"을 포함한 모든 스테이지에 적용됩니다.',
    }),
    KEY_NEEDS_ENGINE: ({ key, engine, needs }) => ({
      cause: `"${key}"은(는) 이 스테이지의 데이터베이스 "${engine}"에서는 쓸 수 없는 키입니다.`,
      fix: `이 키를 삭제하거나 같은 테이블에 ${needs.map((one) => `engine = "${one}"`).join(" 또는 ")}를 쓰세요.`,
    }),
    DATABASE_CAPACITY_UNFIT: ({ key, given, engine }) => ({
      cause: `"${key}"의 값 ${given}은(는) ${{ neon: "Neon", aurora: "Aurora" }[engine]}에 없는 크기입니다.`,
      fix: {
        neon: 'Neon에서는 0.25, 0.5 또는 1부터 16까지의 정수를 쓸 수 있으며, "max"와 "min"의 차이는 8 이하여야 합니다.',
        aurora: 'Aurora에서는 0.5 단위로 씁니다. "min"은 0 이상, "max"는 1 이상입니다.',
      }[engine],
    }),
    DATABASE_CAPACITY_CROSSED: ({ min, max }) => ({
      cause: `"database.min"이 ${min}, "database.max"가 ${max}입니다. 최소 용량은 최대 용량보다 클 수 없습니다.`,
      fix: `"max"를 ${min} 이상으로 하거나 "min"을 ${max} 이하로 하세요.`,
    }),
    TIME_ZONE_UNKNOWN: ({ key, given, nearest }) => ({
      cause: `"${key}"에 지정한 시간대 "${given}"은(는) 없는 이름입니다.`,
      fix:
        nearest === null
          ? "IANA 시간대 데이터베이스의 이름으로 쓰세요. 예: Asia/Seoul, UTC"
          : `"${nearest}"을(를) 쓰려던 것인가요?`,
    }),
    NETWORK_KEYS_CROSSED: ({ key, hasVpc }) =>
      hasVpc
        ? {
            cause: `"${key}"은(는) Monolift가 만드는 네트워크용 키인데, "network.vpc"에는 이미 있는 VPC가 지정되어 있습니다. 기존 VPC는 절대 변경하지 않습니다.`,
            fix: `둘 중 하나를 삭제하세요. "${key}"에 해당하는 것은 VPC 관리자가 직접 추가해야 합니다.`,
          }
        : {
            cause: `"${key}"은(는) 기존 VPC의 일부를 지정하는 키인데, "network.vpc"가 없어 어느 VPC인지 알 수 없습니다.`,
            fix: '[network] 테이블에 VPC를 추가하세요. 예: vpc = "vpc-0a1b2c3d4e5f60718"',
          },
    NETWORK_VPC_MISSING: ({ vpc, region, account, elsewhere }) => ({
      cause:
        elsewhere === null
          ? `VPC ${vpc}은(는) ${region}에 없으며, 계정 ${account}의 다른 리전에도 없습니다.`
          : `VPC ${vpc}은(는) ${elsewhere}에 있지만, 이 스테이지는 ${region}에 있습니다.`,
      fix:
        elsewhere === null
          ? `\`aws ec2 describe-vpcs --region ${region}\`으로 목록을 확인한 뒤 "network.vpc"를 고치거나, VPC가 있는 계정을 사용하세요.`
          : `스테이지에 region = "${elsewhere}"을(를) 쓰거나 "network.vpc"에 ${region}의 VPC를 지정하세요.`,
    }),
    NETWORK_SUBNETS_UNFIT: ({ vpc, why, subnets }) => ({
      cause: {
        none: `VPC ${vpc}에 서브넷이 없습니다.`,
        "all-public": `VPC ${vpc}의 서브넷은 모두 퍼블릭 서브넷입니다(${listed(subnets)}). 함수에는 퍼블릭 주소가 없으므로 여기서는 인터넷에 연결할 수 없습니다.`,
        "one-zone": `VPC ${vpc}에서 사용할 수 있는 서브넷이 모두 한 가용 영역에 있습니다(${listed(subnets)}). Aurora에는 두 개가 필요합니다.`,
      }[why],
      fix: {
        none: '두 가용 영역에 프라이빗 서브넷을 추가하거나 "network.vpc"에 다른 VPC를 지정하세요.',
        "all-public":
          '프라이빗 서브넷을 추가하세요. 데이터베이스에만 연결되면 충분하다면 [network]에 subnets = ["…", "…"]로 직접 지정할 수 있습니다.',
        "one-zone":
          '다른 가용 영역에 프라이빗 서브넷을 추가하거나 [network]에 subnets = ["…", "…"]로 알맞은 두 개를 지정하세요.',
      }[why],
    }),
    NETWORK_PART_ELSEWHERE: ({ what, id, vpc }) => ({
      cause: `${what === "subnet" ? "서브넷" : "보안 그룹"} ${id}은(는) VPC ${vpc}에 없습니다.`,
      fix: `"network.${what === "subnet" ? "subnets" : "security_groups"}"을(를) 고치거나 삭제하세요. 삭제하면 Monolift가 알아서 정합니다.`,
    }),
    NETWORK_NO_WAY_OUT: ({ vpc, subnets, service }) => ({
      cause: `VPC ${vpc}의 서브넷 ${listed(subnets)}에서 AWS로 나가는 길이 없습니다. NAT 게이트웨이나 외부 전용 인터넷 게이트웨이로 가는 라우팅도, 인터페이스 엔드포인트 ${service}도 없어 함수가 시크릿을 읽을 수 없습니다.`,
      fix: `프라이빗 DNS를 켠 엔드포인트 ${service}이나 라우팅을 VPC에 추가하거나, [network]에 subnets = ["…", "…"]로 다른 서브넷을 지정하세요.`,
    }),
    NETWORK_CIDR_FIXED: ({ given, cidr, stack }) => ({
      cause: `"network.cidr"은 ${given}인데, 네트워크 ${stack}은(는) ${cidr}(으)로 만들어졌습니다. 안에 무언가 있는 동안에는 AWS에서 바꿀 수 없습니다.`,
      fix: `cidr = "${cidr}"(이)라고 쓰거나 이 키를 삭제하세요. 다른 주소를 쓰려면 share = false로 스테이지 전용 네트워크를 만드세요.`,
    }),
    EC2_REFUSED: ({ action, code }) => ({
      cause: `네트워크 구성을 조회하는 요청을 AWS가 거부했습니다(${action}: ${code}).`,
      fix: `위에 AWS의 메시지가 표시되어 있습니다. 사용자 또는 역할에 ec2:${action} 권한이 필요합니다. 부족한 권한은 \`monolift doctor\`로 볼 수 있습니다.`,
    }),
    EC2_UNREACHABLE: ({ action }) => ({
      cause: `EC2가 응답하지 않습니다(${action}).`,
      fix: "이 컴퓨터가 인터넷에 연결되는지, AWS_ENDPOINT_URL이 올바른지 확인한 뒤 명령을 다시 실행하세요.",
    }),
    AURORA_UNAVAILABLE: ({ region }) => ({
      cause: `${region}에는 일시 중지할 수 있는 Aurora PostgreSQL 버전이 없습니다.`,
      fix: '다른 리전이나 다른 데이터베이스(예: database = "neon")를 사용하세요.',
    }),
    AURORA_NAME_TAKEN: ({ cluster }) => ({
      cause: `클러스터 ${cluster}이(가) 이미 있지만 이 스테이지의 태그가 없습니다. 다른 사람의 것입니다.`,
      fix: "monolift.toml의 `name`을 다른 이름으로 바꾸거나 그 클러스터의 이름을 바꾸세요. 아무것도 변경하지 않았습니다.",
    }),
    AURORA_COPY_MISSING: ({ from, cluster }) => ({
      cause: `"${from}" 스테이지에 복사할 데이터베이스가 없습니다. 이 계정과 리전에서 클러스터 ${cluster}을(를) 찾을 수 없습니다.`,
      fix: "먼저 그 스테이지를 올리거나, 복사하지 않고 시작하세요.",
    }),
    AURORA_FAILED: ({ cluster, status }) => ({
      cause: `클러스터 ${cluster}이(가) "${status}" 상태가 되었습니다. 이 상태에서는 스스로 복구되지 않습니다.`,
      fix: `원인은 \`aws rds describe-events --source-type db-cluster --source-identifier ${cluster}\`으로 볼 수 있습니다. "available"이 되면 명령을 다시 실행하세요.`,
    }),
    AURORA_REFUSED: ({ cluster, code }) => ({
      cause: `클러스터 ${cluster}에 대한 요청을 AWS가 거부했습니다(${code}).`,
      fix: "위에 AWS의 메시지가 표시되어 있습니다. 원인을 해결한 뒤 명령을 다시 실행하세요. 멈춘 곳부터 이어서 합니다.",
    }),
    AURORA_SLOW: ({ cluster, status, minutes }) => ({
      cause: `클러스터 ${cluster}이(가) ${minutes}분이 지나도 "${status}" 상태입니다. 보통 5~10분이면 끝납니다.`,
      fix: "명령을 다시 실행하세요. 멈춘 곳부터 이어서 합니다.",
    }),
    AURORA_POINT_MISSING: ({ snapshot, known }) => ({
      cause: `이 스테이지의 데이터베이스에는 스냅샷 ${snapshot}이(가) 없습니다.`,
      fix: known.length === 0 ? "이 스테이지에는 스냅샷이 없습니다." : `있는 스냅샷: ${listed(known)}`,
    }),
  },
  notices: {
    NETWORK_TAKEN: ({ vpc, subnets, groups }) =>
      `함수는 ${vpc}에서 실행됩니다(서브넷: ${listed(subnets)}, 보안 그룹: ${listed(groups)}).`,
    NETWORK_MUST_BE_ALLOWED: ({ group }) =>
      `데이터베이스에서 보안 그룹 ${group}의 연결을 허용해야 합니다. 한 번만 실행하세요: aws ec2 authorize-security-group-ingress --group-id 데이터베이스의-그룹 --protocol tcp --port 5432 --source-group ${group}`,
    NETWORK_IPV6_ONLY:
      "이 네트워크 안에서 애플리케이션은 AWS와 IPv6 주소가 있는 호스트에 연결할 수 있습니다. IPv4만 있는 호스트(많은 결제·메일 서비스 등)에 연결하려면 [network]에 nat = true가 필요합니다.",
    NETWORK_NAT_COSTS: ({ region, usdPerMonth, usdPerGb }) =>
      usdPerMonth === null || usdPerGb === null
        ? `NAT 게이트웨이를 만듭니다. ${region}의 요금은 여기서는 알 수 없습니다. 시간당·GB당 요금은 https://aws.amazon.com/vpc/pricing/ 에서 확인할 수 있습니다.`
        : `NAT 게이트웨이를 만듭니다. ${region}에서는 쓰지 않아도 월 $${usdPerMonth.toFixed(2)}, 여기에 GB당 $${usdPerGb}입니다.`,
    NETWORK_NAT_GOES_NEXT:
      "지금 서비스 중인 릴리스가 사용하고 있어 NAT 게이트웨이를 아직 남겨 둡니다. 다음 `monolift up`에서 삭제합니다.",
    NETWORK_NAT_STAYS: ({ stages }) =>
      `NAT 게이트웨이는 그대로 둡니다. 같은 네트워크의 ${inQuotes(stages)}에 필요합니다.`,
    NETWORK_ENDPOINTS_COST: ({ region, usdPerMonth }) =>
      usdPerMonth === null
        ? `인터페이스 엔드포인트를 만듭니다. ${region}의 요금은 여기서는 알 수 없습니다. https://aws.amazon.com/privatelink/pricing/ 에서 확인할 수 있습니다.`
        : `인터페이스 엔드포인트를 만듭니다. ${region}에서는 쓰지 않아도 월 $${usdPerMonth.toFixed(2)}입니다.`,
    NETWORK_STAYS: ({ stages }) => `프로젝트의 네트워크는 ${inQuotes(stages)} 때문에 그대로 둡니다.`,
    NETWORK_WAITS: ({ count, minutes }) =>
      `Lambda가 함수의 네트워크 인터페이스 ${count}개를 회수하고 있습니다(${minutes}분 경과, 보통 최대 20분)`,
    NETWORK_LEFT: ({ stack, count, minutes }) =>
      `네트워크 ${stack}은(는) 일단 남겨 둡니다. ${minutes}분이 지나도 Lambda가 인터페이스 ${count}개를 갖고 있습니다. 네트워크 자체에는 요금이 없습니다. 나중에 같은 명령을 실행하면 삭제됩니다.`,
    AURORA_WAITS: ({ cluster, status, minutes }) =>
      `Aurora ${cluster}: ${status}(${minutes}분 경과, 보통 5~10분)`,
    AURORA_RESTARTS: ({ cluster, connections }) =>
      `연결을 ${connections}개까지 받도록 Aurora ${cluster}을(를) 한 번 다시 시작합니다. 몇 초 동안 연결할 수 없습니다.`,
    AURORA_SNAPSHOT_KEPT: ({ snapshot }) =>
      `행은 스냅샷 ${snapshot}에 보관했습니다. 삭제할 때까지 크기에 따라 요금이 듭니다.`,
  },
};
