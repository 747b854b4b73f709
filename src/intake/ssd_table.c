#include "intake/ssd_table.h"

#include "base/attr.h"

struct str ssd_prefix(struct str column)
{
	bool is_one = column.len > SSD_PREFIX_BYTES && column.ptr[SSD_PREFIX_BYTES] == '_';
	return is_one ? str_slice(column, 0, SSD_PREFIX_BYTES) : (struct str){ 0 };
}

bool ssd_next_column(struct str *rest, struct str *column_out)
{
	while (rest->len && str_split(rest, ' ', column_out))
		if (column_out->len)
			return true;
	return false;
}

static bool is_fed_by(const struct record_field *field, struct str prefix)
{
	struct str rest = str_of(field->ssd);
	struct str column;
	while (ssd_next_column(&rest, &column))
		if (str_equal_nocase(ssd_prefix(column), prefix))
			return true;
	return false;
}

bool ssd_is_home(struct str prefix, enum record_type type)
{
	const struct record_type_spec *spec = record_type_spec(type);
	bool any = false;
	for (size_t i = 0; i < spec->field_count; i++) {
		const struct record_field *field = &spec->fields[i];
		if (field->is_source_key && field->ssd[0])
			return is_fed_by(field, prefix);
		any = any || is_fed_by(field, prefix);
	}
	return any;
}

size_t ssd_types_of(struct str prefix, enum record_type out[SSD_TYPES_MAX])
{
	size_t count = 0;
	for (int type = 0; type < RECORD_TYPE_COUNT && count < SSD_TYPES_MAX; type++)
		if (ssd_is_home(prefix, (enum record_type)type))
			out[count++] = (enum record_type)type;
	return count;
}

/* ---- what records.txt cannot say ---- */

static const struct ssd_constant CONSTANTS[] = {
	{ RECORD_EARLY_HELP, "earl", EARLY_HELP_KIND, "episode" },
	{ RECORD_ASSESSMENT, "cina", ASSESSMENT_KIND, "single" },
	{ RECORD_VISIT, "cppv", VISIT_KIND, "protection" },
	{ RECORD_VISIT, "cinv", VISIT_KIND, "need" },
	{ RECORD_VISIT, "clav", VISIT_KIND, "care" },
};

const struct ssd_constant *ssd_constants(size_t *count_out)
{
	*count_out = COUNT_OF(CONSTANTS);
	return CONSTANTS;
}

static const struct ssd_index_spec INDEXES[] = {
	{ "cine_referral_id", { "cine_person_id", "cine_referral_date" } },
	{ "cina_assessment_id",
	  { "cina_person_id", "cina_referral_id", "cina_assessment_start_date",
	    "cina_assessment_auth_date" } },
	{ "s47e_s47_enquiry_id", { "s47e_person_id", "s47e_s47_start_date" } },
	{ "icpc_s47_enquiry_id", { "icpc_icpc_date", "icpc_icpc_target_date" } },
	{ "cppl_cp_plan_id", { "cppl_person_id", "cppl_cp_plan_start_date" } },
	{ "clae_cla_id", { "clae_person_id", "clae_entered_care_date" } },
	{ "clap_cla_placement_id",
	  { "clap_cla_placement_type", "clap_cla_placement_provider",
	    "clap_cla_placement_postcode", "clap_cla_placement_urn",
	    "clap_cla_placement_distance", "clap_cla_placement_change_reason" } },
	{ "send_table_id", { "send_person_id" } },
	{ "ehcr_ehcp_request_id", { "ehcr_send_table_id" } },
	{ "ehca_ehcp_assessment_id", { "ehca_ehcp_request_id" } },
	{ "ehcp_active_ehcp_id", { "ehcp_ehcp_request_id" } },
	{ "ehcp_ehcp_request_id", { "ehcp_active_ehcp_last_review_date" } },
	{ "ehca_ehcp_request_id", { "ehca_ehcp_assessment_id" } },
	{ "ehcn_ehcp_asmt_id", { "ehcn_named_plan_id" } },
};

const struct ssd_index_spec *ssd_index_specs(size_t *count_out)
{
	*count_out = COUNT_OF(INDEXES);
	return INDEXES;
}

static const struct ssd_child_link CHILD_LINKS[] = {
	{ "cina_referral_id", "cine_referral_id" },
	{ "cinf_assessment_id", "cina_assessment_id" },
	{ "invo_referral_id", "cine_referral_id" },
	{ "s47e_referral_id", "cine_referral_id" },
	{ "icpc_referral_id", "cine_referral_id" },
	{ "cppr_cp_plan_id", "cppl_cp_plan_id" },
	{ "cppv_cp_plan_id", "cppl_cp_plan_id" },
	{ "clap_cla_id", "clae_cla_id" },
	{ "clar_cla_id", "clae_cla_id" },
	{ "clav_cla_id", "clae_cla_id" },
	{ "perm_cla_id", "clae_cla_id" },
	{ "ehcr_send_table_id", "send_table_id" },
	{ "ehca_ehcp_request_id", "ehcr_ehcp_request_id" },
	{ "ehcn_ehcp_asmt_id", "ehca_ehcp_assessment_id" },
	{ "ehcp_ehcp_request_id", "ehcr_ehcp_request_id" },
	{ "senn_active_ehcp_id", "ehcp_active_ehcp_id" },
};

const struct ssd_child_link *ssd_child_links(size_t *count_out)
{
	*count_out = COUNT_OF(CHILD_LINKS);
	return CHILD_LINKS;
}

#define FROM_PLACEMENT(field, kept) \
	{ RECORD_CARE, field, "clae_cla_placement_id", "clap_cla_placement_id", kept, false }

static const struct ssd_field_link FIELD_LINKS[] = {
	{ RECORD_ASSESSMENT, ASSESSMENT_REFERRED, "cina_referral_id", "cine_referral_id",
	  "cine_referral_date", false },
	{ RECORD_FACTOR, FACTOR_ASSESSED, "cinf_assessment_id", "cina_assessment_id",
	  "cina_assessment_start_date", false },
	{ RECORD_FACTOR, FACTOR_COMPLETED, "cinf_assessment_id", "cina_assessment_id",
	  "cina_assessment_auth_date", false },
	{ RECORD_ENQUIRY, ENQUIRY_REFERRED, "s47e_referral_id", "cine_referral_id",
	  "cine_referral_date", false },
	{ RECORD_ENQUIRY, ENQUIRY_CONFERENCE_HELD, "s47e_s47_enquiry_id", "icpc_s47_enquiry_id",
	  "icpc_icpc_date", true },
	{ RECORD_ENQUIRY, ENQUIRY_CONFERENCE_DUE, "s47e_s47_enquiry_id", "icpc_s47_enquiry_id",
	  "icpc_icpc_target_date", true },
	{ RECORD_CONFERENCE, CONFERENCE_ENQUIRY_STARTED, "icpc_s47_enquiry_id",
	  "s47e_s47_enquiry_id", "s47e_s47_start_date", false },
	{ RECORD_PLAN_REVIEW, PLAN_REVIEW_PLAN_STARTED, "cppr_cp_plan_id", "cppl_cp_plan_id",
	  "cppl_cp_plan_start_date", false },
	{ RECORD_PERMANENCE, PERMANENCE_ENTERED_CARE, "perm_cla_id", "clae_cla_id",
	  "clae_entered_care_date", false },
	FROM_PLACEMENT(CARE_PLACEMENT, "clap_cla_placement_type"),
	FROM_PLACEMENT(CARE_PROVIDER, "clap_cla_placement_provider"),
	FROM_PLACEMENT(CARE_PLACEMENT_POSTCODE, "clap_cla_placement_postcode"),
	FROM_PLACEMENT(CARE_URN, "clap_cla_placement_urn"),
	FROM_PLACEMENT(CARE_DISTANCE, "clap_cla_placement_distance"),
	FROM_PLACEMENT(CARE_CHANGE_REASON, "clap_cla_placement_change_reason"),
};

const struct ssd_field_link *ssd_field_links(size_t *count_out)
{
	*count_out = COUNT_OF(FIELD_LINKS);
	return FIELD_LINKS;
}

static bool is_one_of(struct str column, const char *const names[], size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal_nocase(column, str_of(names[i])))
			return true;
	return false;
}

bool ssd_is_name(struct str column)
{
	static const char *const NAMES[] = { "pers_forename", "pers_surname" };
	return is_one_of(column, NAMES, COUNT_OF(NAMES));
}

bool ssd_is_read_by(struct str column)
{
	static const char *const OTHERS[] = { "cinf_assessment_factors_json" };
	return str_ends_nocase(column, STR("_person_id")) ||
	       is_one_of(column, OTHERS, COUNT_OF(OTHERS));
}
