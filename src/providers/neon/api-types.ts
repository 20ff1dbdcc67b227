// Written by `node scripts/neon-types.mjs` from @neondatabase/api-client 2.7.3; not edited by hand.

/** The operations of Neon's API that are used here. @see https://api-docs.neon.tech/reference/getting-started-with-neon-api */
export interface NeonOperations {
  readonly createProject: {
    readonly input: { readonly body: ProjectCreateRequest };
    readonly answer: ProjectResponse &
      ConnectionURIsResponse &
      RolesResponse &
      DatabasesResponse &
      OperationsResponse &
      BranchResponse &
      EndpointsResponse;
  };
  readonly createProjectBranch: {
    readonly input: {
      readonly path: { readonly project_id: string };
      readonly body?: BranchCreateRequest & AnnotationCreateValueRequest;
    };
    readonly answer: BranchResponse &
      EndpointsResponse &
      OperationsResponse &
      RolesResponse &
      DatabasesResponse &
      ConnectionURIsOptionalResponse;
  };
  readonly createProjectEndpoint: {
    readonly input: { readonly path: { readonly project_id: string }; readonly body: EndpointCreateRequest };
    readonly answer: EndpointOperations;
  };
  readonly deleteProject: {
    readonly input: { readonly path: { readonly project_id: string } };
    readonly answer: ProjectResponse;
  };
  readonly deleteProjectBranch: {
    readonly input: {
      readonly path: { readonly project_id: string; readonly branch_id: string };
      readonly query?: { readonly hard_delete?: boolean };
    };
    readonly answer: BranchOperations | undefined;
  };
  readonly deleteProjectEndpoint: {
    readonly input: { readonly path: { readonly project_id: string; readonly endpoint_id: string } };
    readonly answer: EndpointOperations | undefined;
  };
  readonly getActiveRegions: {
    readonly input: { readonly query?: { readonly org_id?: string } };
    readonly answer: ActiveRegionsResponse;
  };
  readonly getCurrentUserOrganizations: {
    readonly input: {};
    readonly answer: OrganizationsResponse;
  };
  readonly getProject: {
    readonly input: { readonly path: { readonly project_id: string } };
    readonly answer: ProjectResponse;
  };
  readonly getProjectBranchRolePassword: {
    readonly input: {
      readonly path: { readonly project_id: string; readonly branch_id: string; readonly role_name: string };
    };
    readonly answer: RolePasswordResponse;
  };
  readonly listProjectBranches: {
    readonly input: {
      readonly path: { readonly project_id: string };
      readonly query?: {
        readonly search?: string;
        readonly sort_by?: "name" | "created_at" | "updated_at";
        readonly cursor?: string;
        readonly sort_order?: "asc" | "desc";
        readonly limit?: number;
        readonly include_deleted?: boolean;
      };
    };
    readonly answer: BranchesResponse & AnnotationsMapResponse & CursorPaginationResponse;
  };
  readonly listProjectEndpoints: {
    readonly input: { readonly path: { readonly project_id: string } };
    readonly answer: EndpointsResponse;
  };
  readonly listProjectOperations: {
    readonly input: {
      readonly path: { readonly project_id: string };
      readonly query?: { readonly cursor?: string; readonly limit?: number };
    };
    readonly answer: OperationsResponse & PaginationResponse;
  };
  readonly listProjects: {
    readonly input: {
      readonly query?: {
        readonly cursor?: string;
        readonly limit?: number;
        readonly search?: string;
        readonly org_id?: string;
        readonly timeout?: number;
        readonly recoverable?: boolean;
      };
    };
    readonly answer: ProjectsResponse &
      PaginationResponse &
      ProjectsApplicationsMapResponse &
      ProjectsIntegrationsMapResponse;
  };
  readonly resetProjectBranchRolePassword: {
    readonly input: {
      readonly path: { readonly project_id: string; readonly branch_id: string; readonly role_name: string };
    };
    readonly answer: RoleOperations;
  };
  readonly restoreProjectBranch: {
    readonly input: {
      readonly path: { readonly project_id: string; readonly branch_id: string };
      readonly body: BranchRestoreRequest;
    };
    readonly answer: BranchOperations;
  };
  readonly setDefaultProjectBranch: {
    readonly input: { readonly path: { readonly project_id: string; readonly branch_id: string } };
    readonly answer: BranchOperations;
  };
  readonly updateProjectBranch: {
    readonly input: {
      readonly path: { readonly project_id: string; readonly branch_id: string };
      readonly body: BranchUpdateRequest;
    };
    readonly answer: BranchOperations;
  };
  readonly updateProjectEndpoint: {
    readonly input: {
      readonly path: { readonly project_id: string; readonly endpoint_id: string };
      readonly body: EndpointUpdateRequest;
    };
    readonly answer: EndpointOperations;
  };
}
export type NeonOperation = keyof NeonOperations;

/** Where each of them is. */
export const neonOperations = {
  createProject: { method: "POST", path: "/projects" },
  createProjectBranch: { method: "POST", path: "/projects/{project_id}/branches" },
  createProjectEndpoint: { method: "POST", path: "/projects/{project_id}/endpoints" },
  deleteProject: { method: "DELETE", path: "/projects/{project_id}" },
  deleteProjectBranch: { method: "DELETE", path: "/projects/{project_id}/branches/{branch_id}" },
  deleteProjectEndpoint: { method: "DELETE", path: "/projects/{project_id}/endpoints/{endpoint_id}" },
  getActiveRegions: { method: "GET", path: "/regions" },
  getCurrentUserOrganizations: { method: "GET", path: "/users/me/organizations" },
  getProject: { method: "GET", path: "/projects/{project_id}" },
  getProjectBranchRolePassword: {
    method: "GET",
    path: "/projects/{project_id}/branches/{branch_id}/roles/{role_name}/reveal_password",
  },
  listProjectBranches: { method: "GET", path: "/projects/{project_id}/branches" },
  listProjectEndpoints: { method: "GET", path: "/projects/{project_id}/endpoints" },
  listProjectOperations: { method: "GET", path: "/projects/{project_id}/operations" },
  listProjects: { method: "GET", path: "/projects" },
  resetProjectBranchRolePassword: {
    method: "POST",
    path: "/projects/{project_id}/branches/{branch_id}/roles/{role_name}/reset_password",
  },
  restoreProjectBranch: { method: "POST", path: "/projects/{project_id}/branches/{branch_id}/restore" },
  setDefaultProjectBranch: {
    method: "POST",
    path: "/projects/{project_id}/branches/{branch_id}/set_as_default",
  },
  updateProjectBranch: { method: "PATCH", path: "/projects/{project_id}/branches/{branch_id}" },
  updateProjectEndpoint: { method: "PATCH", path: "/projects/{project_id}/endpoints/{endpoint_id}" },
} as const satisfies Record<NeonOperation, { readonly method: string; readonly path: string }>;

export interface ActiveRegionsResponse {
  readonly regions: readonly RegionResponse[];
}

export interface AllowedIps {
  readonly ips?: readonly string[];
  readonly protected_branches_only?: boolean;
}

export interface AnnotationCreateValueRequest {
  readonly annotation_value?: AnnotationValueData;
}

export interface AnnotationData {
  readonly created_at?: string;
  readonly object: AnnotationObjectData;
  readonly updated_at?: string;
  readonly value: AnnotationValueData;
}

export interface AnnotationObjectData {
  readonly id: string;
  readonly type: string;
}

export type AnnotationValueData = Readonly<Record<string, string>>;

export interface AnnotationsMapResponse {
  readonly annotations: Readonly<Record<string, AnnotationData>>;
}

export type ApplicationType = "vercel" | "github" | "datadog" | "opentelemetry";

export type BillingSubscriptionType =
  | "UNKNOWN"
  | "direct_sales"
  | "direct_sales_v3"
  | "aws_marketplace"
  | "free_v2"
  | "free_v3"
  | "launch"
  | "launch_v3"
  | "scale"
  | "scale_v3"
  | "business"
  | "vercel_pg_legacy";

export interface Branch {
  readonly active_time_seconds: number;
  readonly compute_time_seconds: number;
  readonly cpu_used_sec: number;
  readonly created_at: string;
  readonly created_by?: { readonly image?: string; readonly name?: string };
  readonly creation_source: string;
  readonly current_state: BranchState;
  readonly data_transfer_bytes: number;
  readonly default: boolean;
  readonly expires_at?: string;
  readonly id: string;
  readonly init_source?: string;
  readonly last_reset_at?: string;
  readonly logical_size?: number;
  readonly name: string;
  readonly parent_id?: string;
  readonly parent_lsn?: string;
  readonly parent_timestamp?: string;
  readonly pending_state?: BranchState;
  readonly project_id: string;
  readonly protected: boolean;
  readonly recovery?: BranchRecoveryInfo;
  readonly restore_status?: BranchRestoreStatus;
  readonly restored_as?: string;
  readonly restored_from?: string;
  readonly restricted_actions?: readonly BranchRestrictedAction[];
  readonly state_changed_at: string;
  readonly ttl_interval_seconds?: number;
  readonly updated_at: string;
  readonly written_data_bytes: number;
}

export interface BranchCreateRequest {
  readonly branch?: {
    readonly archived?: boolean;
    readonly expires_at?: string;
    readonly init_source?: string;
    readonly name?: string;
    readonly parent_id?: string;
    readonly parent_lsn?: string;
    readonly parent_timestamp?: string;
    readonly protected?: boolean;
  };
  readonly endpoints?: readonly BranchCreateRequestEndpointOptions[];
}

export interface BranchCreateRequestEndpointOptions {
  readonly autoscaling_limit_max_cu?: ComputeUnit;
  readonly autoscaling_limit_min_cu?: ComputeUnit;
  readonly provisioner?: Provisioner;
  readonly settings?: EndpointSettingsData;
  readonly suspend_timeout_seconds?: SuspendTimeoutSeconds;
  readonly type: EndpointType;
}

export type BranchOperations = BranchResponse & OperationsResponse;

export interface BranchRecoveryInfo {
  readonly deleted_at: string;
  readonly deletion_method: "user" | "ttl";
  readonly recoverable_until: string;
}

export interface BranchResponse {
  readonly branch: Branch;
}

export interface BranchRestoreRequest {
  readonly preserve_under_name?: string;
  readonly source_branch_id: string;
  readonly source_lsn?: string;
  readonly source_timestamp?: string;
}

export type BranchRestoreStatus = string;

export interface BranchRestrictedAction {
  readonly name: string;
  readonly reason: string;
}

export type BranchState = string;

export interface BranchUpdateRequest {
  readonly branch: {
    readonly expires_at?: string | null;
    readonly name?: string;
    readonly protected?: boolean;
  };
}

export interface BranchesResponse {
  readonly branches: readonly Branch[];
}

export type ComputeUnit = number;

export interface ConnectionDetails {
  readonly connection_parameters: ConnectionParameters;
  readonly connection_uri: string;
}

export interface ConnectionParameters {
  readonly database: string;
  readonly host: string;
  readonly password: string;
  readonly pooler_host: string;
  readonly role: string;
}

export interface ConnectionURIsOptionalResponse {
  readonly connection_uris?: readonly ConnectionDetails[];
}

export interface ConnectionURIsResponse {
  readonly connection_uris: readonly ConnectionDetails[];
}

export interface CursorPagination {
  readonly next?: string;
  readonly sort_by?: string;
  readonly sort_order?: string;
}

export interface CursorPaginationResponse {
  readonly pagination?: CursorPagination;
}

export interface Database {
  readonly branch_id: string;
  readonly created_at: string;
  readonly id: number;
  readonly name: string;
  readonly owner_name: string;
  readonly updated_at: string;
}

export interface DatabasesResponse {
  readonly databases: readonly Database[];
}

export interface DefaultEndpointSettings {
  readonly autoscaling_limit_max_cu?: ComputeUnit;
  readonly autoscaling_limit_min_cu?: ComputeUnit;
  readonly pg_settings?: PgSettingsData;
  readonly suspend_timeout_seconds?: SuspendTimeoutSeconds;
}

export interface Endpoint {
  readonly autoscaling_limit_max_cu: ComputeUnit;
  readonly autoscaling_limit_min_cu: ComputeUnit;
  readonly branch_id: string;
  readonly compute_release_version?: string;
  readonly created_at: string;
  readonly creation_source: string;
  readonly current_state: EndpointState;
  readonly disabled: boolean;
  readonly host: string;
  readonly id: string;
  readonly last_active?: string;
  readonly name?: string;
  readonly passwordless_access: boolean;
  readonly pending_state?: EndpointState;
  readonly pooler_enabled: boolean;
  readonly pooler_mode: EndpointPoolerMode;
  readonly project_id: string;
  readonly provisioner: Provisioner;
  readonly proxy_host: string;
  readonly region_id: string;
  readonly settings: EndpointSettingsData;
  readonly started_at?: string;
  readonly suspend_timeout_seconds: SuspendTimeoutSeconds;
  readonly suspended_at?: string;
  readonly type: EndpointType;
  readonly updated_at: string;
}

export interface EndpointCreateRequest {
  readonly endpoint: {
    readonly autoscaling_limit_max_cu?: ComputeUnit;
    readonly autoscaling_limit_min_cu?: ComputeUnit;
    readonly branch_id: string;
    readonly disabled?: boolean;
    readonly name?: string;
    readonly passwordless_access?: boolean;
    readonly provisioner?: Provisioner;
    readonly region_id?: string;
    readonly settings?: EndpointSettingsData;
    readonly suspend_timeout_seconds?: SuspendTimeoutSeconds;
    readonly type: EndpointType;
  };
}

export type EndpointOperations = EndpointResponse & OperationsResponse;

export type EndpointPoolerMode = "transaction";

export interface EndpointResponse {
  readonly endpoint: Endpoint;
}

export interface EndpointSettingsData {
  readonly pg_settings?: PgSettingsData;
  readonly preload_libraries?: PreloadLibraries;
}

export type EndpointState = "init" | "active" | "idle";

export type EndpointType = "read_only" | "read_write";

export interface EndpointUpdateRequest {
  readonly endpoint: {
    readonly autoscaling_limit_max_cu?: ComputeUnit;
    readonly autoscaling_limit_min_cu?: ComputeUnit;
    readonly disabled?: boolean;
    readonly name?: string;
    readonly passwordless_access?: boolean;
    readonly provisioner?: Provisioner;
    readonly settings?: EndpointSettingsData;
    readonly suspend_timeout_seconds?: SuspendTimeoutSeconds;
  };
}

export interface EndpointsResponse {
  readonly endpoints: readonly Endpoint[];
}

export interface MaintenanceWindow {
  readonly end_time: string;
  readonly start_time: string;
  readonly weekdays: readonly number[];
}

export interface Operation {
  readonly action: OperationAction;
  readonly branch_id?: string;
  readonly created_at: string;
  readonly endpoint_id?: string;
  readonly error?: string;
  readonly failures_count: number;
  readonly id: string;
  readonly project_id: string;
  readonly retry_at?: string;
  readonly status: OperationStatus;
  readonly total_duration_ms: number;
  readonly updated_at: string;
}

export type OperationAction =
  | "create_compute"
  | "create_timeline"
  | "start_compute"
  | "suspend_compute"
  | "apply_config"
  | "check_availability"
  | "delete_timeline"
  | "create_branch"
  | "import_data"
  | "tenant_ignore"
  | "tenant_attach"
  | "tenant_detach"
  | "tenant_reattach"
  | "replace_safekeeper"
  | "disable_maintenance"
  | "apply_storage_config"
  | "prepare_secondary_pageserver"
  | "switch_pageserver"
  | "detach_parent_branch"
  | "timeline_archive"
  | "timeline_unarchive"
  | "start_reserved_compute"
  | "sync_dbs_and_roles_from_compute"
  | "apply_schema_from_branch"
  | "timeline_mark_invisible"
  | "timeline_update_protected_config"
  | "prewarm_replica"
  | "promote_replica"
  | "set_storage_non_dirty"
  | "swap_binding_id"
  | "finalize_migration"
  | "mark_migration_prepared"
  | "update_catalog";

export type OperationStatus =
  | "scheduling"
  | "running"
  | "finished"
  | "failed"
  | "error"
  | "cancelling"
  | "cancelled"
  | "skipped";

export interface OperationsResponse {
  readonly operations: readonly Operation[];
}

export interface Organization {
  readonly allow_hipaa_projects?: boolean;
  readonly created_at: string;
  readonly handle: string;
  readonly id: string;
  readonly managed_by: string;
  readonly name: string;
  readonly plan: string;
  readonly require_mfa?: boolean;
  readonly updated_at: string;
}

export interface OrganizationsResponse {
  readonly organizations: readonly Organization[];
}

export interface Pagination {
  readonly cursor: string;
}

export interface PaginationResponse {
  readonly pagination?: Pagination;
}

export type PgSettingsData = Readonly<Record<string, string>>;

export type PgVersion = number;

export interface PreloadLibraries {
  readonly enabled_libraries?: readonly string[];
  readonly use_defaults?: boolean;
}

export interface Project {
  readonly active_time_seconds: number;
  readonly branch_logical_size_limit: number;
  readonly branch_logical_size_limit_bytes: number;
  readonly compute_last_active_at?: string;
  readonly compute_time_seconds: number;
  readonly consumption_period_end: string;
  readonly consumption_period_start: string;
  readonly cpu_used_sec: number;
  readonly created_at: string;
  readonly creation_source: string;
  readonly data_storage_bytes_hour: number;
  readonly data_transfer_bytes: number;
  readonly default_endpoint_settings?: DefaultEndpointSettings;
  readonly effective_project_permission?: ProjectPermissionLevel | null;
  readonly hipaa_enabled_at?: string;
  readonly history_retention_seconds: number;
  readonly id: string;
  readonly maintenance_scheduled_for?: string;
  readonly maintenance_starts_at?: string;
  readonly name: string;
  readonly org_id?: string;
  readonly owner?: ProjectOwnerData;
  readonly owner_id: string;
  readonly pg_version: PgVersion;
  readonly platform_id: string;
  readonly provisioner: Provisioner;
  readonly proxy_host: string;
  readonly region_id: string;
  readonly settings?: ProjectSettingsData;
  readonly store_passwords: boolean;
  readonly synthetic_storage_size?: number;
  readonly updated_at: string;
  readonly written_data_bytes: number;
}

export type ProjectAuditLogLevel = "base" | "extended" | "full";

export interface ProjectCreateRequest {
  readonly project: {
    readonly branch?: {
      readonly annotations?: AnnotationValueData;
      readonly database_name?: string;
      readonly name?: string;
      readonly role_name?: string;
    };
    readonly default_endpoint_settings?: DefaultEndpointSettings;
    readonly history_retention_seconds?: number;
    readonly name?: string;
    readonly org_id?: string;
    readonly pg_version?: PgVersion;
    readonly provisioner?: Provisioner;
    readonly region_id?: string;
    readonly settings?: ProjectSettingsData;
    readonly store_passwords?: boolean;
  };
}

export interface ProjectListItem {
  readonly active_time: number;
  readonly branch_logical_size_limit: number;
  readonly branch_logical_size_limit_bytes: number;
  readonly compute_last_active_at?: string;
  readonly cpu_used_sec: number;
  readonly created_at: string;
  readonly creation_source: string;
  readonly default_endpoint_settings?: DefaultEndpointSettings;
  readonly deleted_at?: string;
  readonly effective_project_permission?: ProjectPermissionLevel | null;
  readonly hipaa_enabled_at?: string;
  readonly history_retention_seconds?: number;
  readonly id: string;
  readonly maintenance_starts_at?: string;
  readonly name: string;
  readonly org_id?: string;
  readonly org_name?: string;
  readonly owner_id: string;
  readonly pg_version: PgVersion;
  readonly platform_id: string;
  readonly provisioner: Provisioner;
  readonly proxy_host: string;
  readonly recoverable_until?: string;
  readonly region_id: string;
  readonly settings?: ProjectSettingsData;
  readonly store_passwords: boolean;
  readonly synthetic_storage_size?: number;
  readonly updated_at: string;
}

export interface ProjectOwnerData {
  readonly branches_limit: number;
  readonly email: string;
  readonly name: string;
  readonly subscription_type: BillingSubscriptionType;
}

export type ProjectPermissionLevel = "CAN_VIEW" | "CAN_EDIT" | "CAN_MANAGE";

export interface ProjectQuota {
  readonly active_time_seconds?: number;
  readonly compute_time_seconds?: number;
  readonly data_transfer_bytes?: number;
  readonly logical_size_bytes?: number;
  readonly written_data_bytes?: number;
}

export interface ProjectResponse {
  readonly project: Project;
}

export interface ProjectSettingsData {
  readonly allowed_ips?: AllowedIps;
  readonly audit_log_level?: ProjectAuditLogLevel;
  readonly block_public_connections?: boolean;
  readonly block_vpc_connections?: boolean;
  readonly enable_logical_replication?: boolean;
  readonly hipaa?: boolean;
  readonly maintenance_window?: MaintenanceWindow;
  readonly preload_libraries?: PreloadLibraries;
  readonly quota?: ProjectQuota;
}

export interface ProjectsApplicationsMapResponse {
  readonly applications: Readonly<Record<string, readonly ApplicationType[]>>;
}

export interface ProjectsIntegrationsMapResponse {
  readonly integrations: Readonly<Record<string, readonly ApplicationType[]>>;
}

export interface ProjectsResponse {
  readonly projects: readonly ProjectListItem[];
  readonly unavailable_project_ids?: readonly string[];
}

export type Provisioner = string;

export interface RegionResponse {
  readonly default: boolean;
  readonly geo_lat: string;
  readonly geo_long: string;
  readonly name: string;
  readonly region_id: string;
}

export interface Role {
  readonly authentication_method?: string;
  readonly branch_id: string;
  readonly created_at: string;
  readonly name: string;
  readonly password?: string;
  readonly protected?: boolean;
  readonly updated_at: string;
}

export type RoleOperations = RoleResponse & OperationsResponse;

export interface RolePasswordResponse {
  readonly password: string;
}

export interface RoleResponse {
  readonly role: Role;
}

export interface RolesResponse {
  readonly roles: readonly Role[];
}

export type SuspendTimeoutSeconds = number;
