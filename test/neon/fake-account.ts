import { randomBytes, randomUUID } from "node:crypto";
import type { Branch, Endpoint, Operation, Project } from "../../src/providers/neon/api-types.ts";

/** What the databases of branches are kept in. */
export interface BranchStore {
  readonly create: (database: string) => Promise<unknown>;
  readonly copy: (from: string, to: string) => Promise<unknown>;
  readonly drop: (database: string) => Promise<unknown>;
}

/** What leads to the computes of an account. */
export interface ComputeDoor {
  /** Host at which a compute answers. */
  readonly hostOf: (compute: string) => string;
  /** Ends what is connected to a compute. */
  readonly restart: (compute: string) => void;
}

export interface FakeBranch {
  readonly id: string;
  name: string;
  parentId: string | undefined;
  isDefault: boolean;
  expiresAt: string | undefined;
  /** Name of the real database with its rows. */
  readonly database: string;
  /** Passwords of roles. */
  readonly roles: Map<string, string>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly createdAt: string;
}

export interface FakeCompute {
  readonly id: string;
  branchId: string;
  min: number;
  max: number;
  lastActive: string | undefined;
  /** Where it answers, where something leads to it. */
  readonly host: string | undefined;
}

export interface FakeOperation {
  readonly id: string;
  readonly action: Operation["action"];
  readonly branchId: string;
  status: Operation["status"];
  /** How often it has still to be looked at before it ends. */
  looksLeft: number;
  onEnd?: () => void;
}

export interface FakeProject {
  readonly id: string;
  name: string;
  readonly region: string;
  readonly organization: string;
  readonly createdAt: string;
  readonly branches: FakeBranch[];
  readonly computes: FakeCompute[];
  readonly operations: FakeOperation[];
  keepsPasswords: boolean;
}

/** Everything of one account, and what its plan allows. */
export class FakeAccount {
  readonly projects: FakeProject[] = [];
  organizations = [{ id: "org-quiet-sea-12345678", name: "Me" }];
  regions = ["aws-us-east-1", "aws-us-west-2", "aws-eu-central-1", "aws-ap-southeast-1", "aws-sa-east-1"];
  readonly limits = { projects: 100, branches: 10 };
  /** Names of deleted branches that could be brought back. */
  readonly recoverable: string[] = [];
  /** How often an operation is seen at work. */
  looks = 2;
  /** What leads to computes; by default nobody can connect. */
  door: ComputeDoor | undefined;
  /** Action whose next operation fails. */
  failing: Operation["action"] | undefined;

  readonly #store: BranchStore;

  constructor(store: BranchStore) {
    this.#store = store;
  }

  async addProject(
    name: string,
    region: string,
    organization: string,
    first: FirstBranch,
  ): Promise<FakeProject> {
    const project: FakeProject = {
      id: `still-wind-${digits()}`,
      name,
      region,
      organization,
      createdAt: now(),
      branches: [],
      computes: [],
      operations: [],
      keepsPasswords: first.keepsPasswords,
    };
    const branch = newBranch(first.name, undefined, new Map([[first.role, newPassword()]]), {});
    branch.isDefault = true;
    await this.#store.create(branch.database);
    project.branches.push(branch);
    this.projects.push(project);
    this.begin(project, branch, "create_timeline");
    this.addCompute(project, branch, 0.25, 0.25);
    return project;
  }

  async addBranch(
    project: FakeProject,
    name: string,
    parent: FakeBranch,
    annotations: Readonly<Record<string, string>>,
  ): Promise<FakeBranch> {
    const branch = newBranch(name, parent.id, new Map(parent.roles), annotations);
    await this.#store.copy(parent.database, branch.database);
    project.branches.push(branch);
    this.begin(project, branch, "create_branch");
    return branch;
  }

  addCompute(project: FakeProject, { id }: FakeBranch, min: number, max: number): FakeCompute {
    const computeId = `ep-calm-sky-${digits()}`;
    const compute: FakeCompute = {
      id: computeId,
      host: this.door?.hostOf(computeId),
      branchId: id,
      min,
      max,
      lastActive: undefined,
    };
    project.computes.push(compute);
    this.begin(project, { id }, "start_compute");
    return compute;
  }

  async removeBranch(project: FakeProject, branch: FakeBranch): Promise<void> {
    await this.#store.drop(branch.database);
    project.branches.splice(project.branches.indexOf(branch), 1);
    removeWhere(project.computes, ({ branchId }) => branchId === branch.id);
    this.begin(project, branch, "delete_timeline");
  }

  async removeProject(project: FakeProject): Promise<void> {
    for (const { database } of project.branches) await this.#store.drop(database);
    this.projects.splice(this.projects.indexOf(project), 1);
  }

  /**
   * A branch of the source takes over the compute and, in the end, the name; what was there is kept under another name.
   */
  async restore(
    project: FakeProject,
    target: FakeBranch,
    source: FakeBranch,
    keptAs: string,
  ): Promise<FakeBranch> {
    const { name } = target;
    target.name = keptAs;
    const restored = await this.addBranch(project, `${name}_restored`, source, {});
    restored.isDefault = target.isDefault;
    target.isDefault = false;
    for (const compute of project.computes) {
      if (compute.branchId !== target.id) continue;
      compute.branchId = restored.id;
      this.door?.restart(compute.id);
    }
    this.begin(project, restored, "apply_config").onEnd = () => {
      restored.name = name;
    };
    return restored;
  }

  begin(project: FakeProject, { id }: { readonly id: string }, action: Operation["action"]): FakeOperation {
    const operation: FakeOperation = {
      id: randomUUID(),
      action,
      branchId: id,
      status: "scheduling",
      looksLeft: this.looks,
    };
    project.operations.unshift(operation);
    return operation;
  }

  isBusy({ operations }: FakeProject): boolean {
    return operations.some(({ status }) => status === "scheduling" || status === "running");
  }

  /** Time passes at Neon's when somebody looks. */
  work({ operations }: FakeProject): void {
    for (const operation of operations) {
      if (operation.status !== "scheduling" && operation.status !== "running") continue;
      if (operation.looksLeft-- > 0) operation.status = "running";
      else if (this.failing === operation.action) {
        operation.status = "failed";
        this.failing = undefined;
      } else {
        operation.status = "finished";
        operation.onEnd?.();
      }
    }
  }
}

interface FirstBranch {
  readonly name: string;
  readonly role: string;
  readonly keepsPasswords: boolean;
}

function newBranch(
  name: string,
  parentId: string | undefined,
  roles: Map<string, string>,
  annotations: Readonly<Record<string, string>>,
): FakeBranch {
  const id = `br-green-leaf-${digits()}`;
  const database = id.replaceAll("-", "_");
  return {
    id,
    name,
    parentId,
    isDefault: false,
    expiresAt: undefined,
    database,
    roles,
    annotations,
    createdAt: now(),
  };
}

export function newPassword(): string {
  return `npg_${randomBytes(9).toString("base64url")}/+`;
}

export function removeWhere<T>(list: T[], isUnwanted: (one: T) => boolean): void {
  for (let index = list.length - 1; index >= 0; index--) {
    const one = list[index];
    if (one !== undefined && isUnwanted(one)) list.splice(index, 1);
  }
}

let given = 0;

function digits(): string {
  return String((given += 7) + 10_000_000);
}

function now(): string {
  return new Date().toISOString();
}

/** A branch as the API writes it. */
export function branchJson(project: FakeProject, branch: FakeBranch): Branch {
  return {
    id: branch.id,
    project_id: project.id,
    name: branch.name,
    ...(branch.parentId === undefined ? {} : { parent_id: branch.parentId, parent_lsn: "0/1DE2850" }),
    ...(branch.expiresAt === undefined ? {} : { expires_at: branch.expiresAt }),
    current_state: "ready",
    state_changed_at: branch.createdAt,
    logical_size: 31_457_280,
    creation_source: "console",
    default: branch.isDefault,
    protected: false,
    cpu_used_sec: 900,
    compute_time_seconds: 900,
    active_time_seconds: 3600,
    written_data_bytes: 0,
    data_transfer_bytes: 0,
    created_at: branch.createdAt,
    updated_at: branch.createdAt,
    init_source: "parent-data",
  };
}

export function computeJson(project: FakeProject, compute: FakeCompute): Endpoint {
  const host = `${project.region.replace(/^aws-/, "")}.aws.neon.tech`;
  return {
    host: compute.host ?? `${compute.id}.${host}`,
    id: compute.id,
    project_id: project.id,
    branch_id: compute.branchId,
    autoscaling_limit_min_cu: compute.min,
    autoscaling_limit_max_cu: compute.max,
    region_id: project.region,
    type: "read_write",
    current_state: "idle",
    settings: {},
    pooler_enabled: false,
    pooler_mode: "transaction",
    disabled: false,
    passwordless_access: true,
    ...(compute.lastActive === undefined ? {} : { last_active: compute.lastActive }),
    creation_source: "console",
    created_at: project.createdAt,
    updated_at: project.createdAt,
    proxy_host: host,
    suspend_timeout_seconds: 0,
    provisioner: "k8s-neonvm",
  };
}

export function operationJson(project: FakeProject, operation: FakeOperation): Operation {
  return {
    id: operation.id,
    project_id: project.id,
    branch_id: operation.branchId,
    action: operation.action,
    status: operation.status,
    ...(operation.status === "failed" ? { error: "no capacity" } : {}),
    failures_count: 0,
    created_at: project.createdAt,
    updated_at: project.createdAt,
    total_duration_ms: 100,
  };
}

/** What a project is called in a list and alone; the two differ in what is counted. */
export function projectJson(project: FakeProject): Project & { readonly active_time: number } {
  return {
    id: project.id,
    platform_id: "aws",
    region_id: project.region,
    name: project.name,
    provisioner: "k8s-neonvm",
    pg_version: 17,
    proxy_host: `${project.region.replace(/^aws-/, "")}.aws.neon.tech`,
    branch_logical_size_limit: 512,
    branch_logical_size_limit_bytes: 536_870_912,
    store_passwords: project.keepsPasswords,
    active_time: 0,
    active_time_seconds: 0,
    compute_time_seconds: 0,
    written_data_bytes: 0,
    data_transfer_bytes: 0,
    data_storage_bytes_hour: 0,
    cpu_used_sec: 0,
    creation_source: "console",
    history_retention_seconds: 86_400,
    consumption_period_start: project.createdAt,
    consumption_period_end: project.createdAt,
    created_at: project.createdAt,
    updated_at: project.createdAt,
    owner_id: project.organization,
    org_id: project.organization,
  };
}
