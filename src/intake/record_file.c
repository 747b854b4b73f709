#include "intake/annex_a_file.h"
#include "intake/cin_file.h"
#include "intake/mapped_file.h"
#include "intake/record_reader.h"
#include "intake/ssda903_file.h"
#include "intake/ssd_file.h"

/* A format of records adds a line. */
static const struct {
	enum format_kind kind;
	enum status (*read)(const struct record_reading *reading, struct err *err);
} READERS[] = {
	{ FORMAT_CIN_XML, cin_file_read },
	{ FORMAT_SSDA903_CSV, ssda903_file_read },
	{ FORMAT_SSDA903_XML, ssda903_xml_read },
	{ FORMAT_ANNEX_A_BOOK, annex_a_file_read },
	{ FORMAT_ANNEX_A_LIST, annex_a_file_read },
	{ FORMAT_SSD_CSV, ssd_file_read },
	{ FORMAT_UNKNOWN_TABLE, mapped_file_read },
	{ FORMAT_SEN_ANNEX, mapped_file_read },
};

enum status record_file_read(const struct record_reading *reading, struct err *err)
{
	for (size_t i = 0; i < COUNT_OF(READERS); i++)
		if (READERS[i].kind == reading->set->kind)
			return READERS[i].read(reading, err);
	return err_set(err, E_INPUT, "%.*s holds no records of children (%.*s)",
	               STR_ARGS(reading->set->name), STR_ARGS(reading->set->words));
}
