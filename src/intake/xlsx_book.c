#include "intake/xlsx_book.h"

#include "base/buf.h"

enum { PATH_MAX_BYTES = 1024, LIST_MAX_BYTES = 512 };

/* The text behind the last `mark`, or all of it. */
static struct str after_last(struct str text, char mark)
{
	size_t at = text.len;
	while (at > 0 && text.ptr[at - 1] != mark)
		at--;
	return str_slice(text, at, SIZE_MAX);
}

/* A target is written from the root ("/xl/x.xml") or from the folder of the part
 * that names it ("worksheets/sheet1.xml", "../x.xml"). */
static struct str resolve(struct arena *arena, struct str folder, struct str target)
{
	if (target.len && target.ptr[0] == '/')
		return arena_text(arena, str_slice(target, 1, SIZE_MAX));
	while (str_starts_nocase(target, STR("../"))) {
		target = str_slice(target, 3, SIZE_MAX);
		folder = str_slice(folder, 0, folder.len ? folder.len - 1 : 0);
		folder.len -= after_last(folder, '/').len;
	}
	return arena_format(arena, "%.*s%.*s", STR_ARGS(folder), STR_ARGS(target));
}

struct relations_reading {
	struct arena *arena;
	struct str folder;
	struct xlsx_relation *items;
	size_t count;
	size_t capacity;
};

static enum status on_relation(void *context, struct str name,
                               const struct xml_attributes *attributes, struct err *err)
{
	(void)err;
	struct relations_reading *r = context;
	if (!str_equal(name, STR("Relationship")) ||
	    str_equal(xml_attribute(attributes, "TargetMode"), STR("External")))
		return OK;
	struct str kind = after_last(xml_attribute(attributes, "Type"), '/');
	r->items = arena_grow(r->arena, r->items, r->count, &r->capacity, sizeof(*r->items));
	r->items[r->count++] = (struct xlsx_relation){
		.id = arena_text(r->arena, xml_attribute(attributes, "Id")),
		.kind = arena_text(r->arena, kind),
		.path = resolve(r->arena, r->folder, xml_attribute(attributes, "Target")),
	};
	return OK;
}

static const struct xlsx_relation *relation_of_kind(const struct xlsx_relation *items,
                                                    size_t count, struct str kind)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal_nocase(items[i].kind, kind))
			return &items[i];
	return NULL;
}

static enum status read_relations(struct xlsx_package *package, struct str folder,
                                  struct str part, struct relations_reading *reading,
                                  struct err *err)
{
	struct str path = arena_format(reading->arena, "%.*s_rels/%.*s.rels", STR_ARGS(folder),
	                               STR_ARGS(part));
	reading->folder = folder;
	struct xml_handler handler = { .context = reading, .start = on_relation };
	return xlsx_package_read(package, path.ptr, &handler, err);
}

struct book_reading {
	struct arena *arena;
	struct xlsx_book *book;
	size_t sheet_capacity;
};

static enum status on_book(void *context, struct str name,
                           const struct xml_attributes *attributes, struct err *err)
{
	(void)err;
	struct book_reading *r = context;
	struct xlsx_book *book = r->book;
	if (str_equal(name, STR("workbookPr"))) {
		struct str is_1904 = xml_attribute(attributes, "date1904");
		book->is_1904 = str_equal(is_1904, STR("1")) ||
		                str_equal_nocase(is_1904, STR("true"));
	} else if (str_equal(name, STR("sheet"))) {
		struct str state = xml_attribute(attributes, "state");
		book->sheets = arena_grow(r->arena, book->sheets, book->sheet_count,
		                          &r->sheet_capacity, sizeof(*book->sheets));
		book->sheets[book->sheet_count++] = (struct xlsx_sheet){
			.name = arena_text(r->arena, xml_attribute(attributes, "name")),
			.relation = arena_text(r->arena, xml_attribute(attributes, "id")),
			.is_hidden = state.len && !str_equal(state, STR("visible")),
		};
	}
	return OK;
}

/* Formats of the workbook's own have numbers from 164 on. */
struct own_format {
	int64_t number;
	struct xlsx_format format;
};

struct styles_reading {
	struct arena *arena;
	struct xlsx_book *book;
	struct own_format *own;
	size_t own_count;
	size_t own_capacity;
	size_t style_capacity;
	bool in_cell_styles;
};

static struct xlsx_format format_of(const struct styles_reading *r, int64_t number)
{
	for (size_t i = 0; i < r->own_count; i++)
		if (r->own[i].number == number)
			return r->own[i].format;
	return xlsx_format_builtin(number < 0 || number > 163 ? 0 : (int)number);
}

static enum status on_style(void *context, struct str name,
                            const struct xml_attributes *attributes, struct err *err)
{
	(void)err;
	struct styles_reading *r = context;
	struct xlsx_book *book = r->book;
	int64_t number = 0;
	bool has_number = str_to_int64(xml_attribute(attributes, "numFmtId"), &number, NULL) == OK;
	if (str_equal(name, STR("cellXfs"))) {
		r->in_cell_styles = true;
	} else if (str_equal(name, STR("numFmt")) && has_number) {
		struct str code = xml_attribute(attributes, "formatCode");
		r->own = arena_grow(r->arena, r->own, r->own_count, &r->own_capacity,
		                    sizeof(*r->own));
		r->own[r->own_count++] = (struct own_format){ number, xlsx_format_read(code) };
	} else if (str_equal(name, STR("xf")) && r->in_cell_styles) {
		book->styles = arena_grow(r->arena, book->styles, book->style_count,
		                          &r->style_capacity, sizeof(*book->styles));
		book->styles[book->style_count++] = format_of(r, number);
	}
	return OK;
}

static enum status on_style_end(void *context, struct str name, struct err *err)
{
	(void)err;
	struct styles_reading *r = context;
	if (str_equal(name, STR("cellXfs")))
		r->in_cell_styles = false;
	return OK;
}

static enum status read_styles(struct xlsx_package *package, struct arena *arena,
                               struct xlsx_book *book, struct err *err)
{
	struct str path = xlsx_book_path(book, (struct str){ 0 }, STR("styles"));
	if (path.len == 0 || !xlsx_package_has(package, path.ptr))
		return OK; /* every number is then general */
	struct styles_reading reading = { .arena = arena, .book = book };
	struct xml_handler handler = { &reading, on_style, on_style_end, NULL };
	return xlsx_package_read(package, path.ptr, &handler, err);
}

enum status xlsx_book_read(struct xlsx_package *package, struct arena *arena,
                           struct xlsx_book *out, struct err *err)
{
	struct relations_reading root = { .arena = arena };
	enum status st = read_relations(package, (struct str){ 0 }, (struct str){ 0 }, &root, err);
	if (st == E_MISSING)
		return err_set(err, E_INPUT, "this is a zip archive, not an Excel workbook");
	if (st != OK)
		return st;
	const struct xlsx_relation *start =
		relation_of_kind(root.items, root.count, STR("officeDocument"));
	if (!start || !xlsx_package_has(package, start->path.ptr))
		return err_set(err, E_INPUT, "this file holds no Excel workbook");

	struct xlsx_book book = { 0 };
	struct book_reading reading = { .arena = arena, .book = &book };
	struct xml_handler handler = { .context = &reading, .start = on_book };
	st = xlsx_package_read(package, start->path.ptr, &handler, err);
	if (st != OK)
		return st;

	struct str part = after_last(start->path, '/');
	struct str folder = str_slice(start->path, 0, start->path.len - part.len);
	struct relations_reading own = { .arena = arena };
	st = read_relations(package, folder, part, &own, err);
	if (st != OK)
		return err_set(err, E_INPUT, "the workbook is damaged: its parts are not listed");
	book.relations = own.items;
	book.relation_count = own.count;
	st = read_styles(package, arena, &book, err);
	if (st == OK)
		*out = book;
	return st;
}

struct str xlsx_book_path(const struct xlsx_book *book, struct str id, struct str kind)
{
	for (size_t i = 0; id.len && i < book->relation_count; i++)
		if (str_equal(book->relations[i].id, id))
			return book->relations[i].path;
	const struct xlsx_relation *found = NULL;
	if (kind.len)
		found = relation_of_kind(book->relations, book->relation_count, kind);
	return found ? found->path : (struct str){ 0 };
}

static enum status no_sheet(const struct xlsx_book *book, struct str name, struct err *err)
{
	auto_buf names = buf_init(LIST_MAX_BYTES);
	for (size_t i = 0; i < book->sheet_count; i++)
		buf_format(&names, "%s'%.*s'", i ? ", " : "", STR_ARGS(book->sheets[i].name));
	if (name.len == 0)
		return err_set(err, E_INPUT, "the workbook has no sheet that is not hidden");
	return err_set(err, E_MISSING, "the workbook has no sheet '%.*s'; it has %.*s",
	               STR_ARGS(name), STR_ARGS(buf_view(&names)));
}

enum status xlsx_book_find_sheet(const struct xlsx_book *book, struct str name,
                                 const struct xlsx_sheet **out, struct err *err)
{
	for (size_t i = 0; i < book->sheet_count; i++) {
		const struct xlsx_sheet *sheet = &book->sheets[i];
		bool is_it = name.len ? str_equal_nocase(sheet->name, name) : !sheet->is_hidden;
		if (is_it) {
			*out = sheet;
			return OK;
		}
	}
	return no_sheet(book, name, err);
}
