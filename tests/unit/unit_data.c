/* unit_data.c -- arrays from files: what is read, and what is said of bad files.
 *
 * The binary files were written by NumPy and netCDF4; they stand here as they
 * are. Each is also cut and altered at every byte: nothing may crash or be read
 * beyond its end.
 */
#include "data_files.h"
#include <stdint.h>
#include <sys/resource.h>

/* numpy.savez_compressed("c.npz", weights=arange(64.).reshape(8, 8) % 5, speed=float32(3)) */
static const char compressed_npz[] =
    "504b03042d000000080000002100f51b4197ffffffffffffffff0b001400776569676874732e6e70790100100080"
    "0200000000000059000000000000009bec17ea1b10c9c850c650ad9e925a9c5ca46ea5a06e9366a1aea3a09e965f"
    "54529498179f5f94920a12774bcc294e058a17672416a402f91a163a0a169a3a0ab50a64032e0614f0c11eca7080"
    "501c505ac06154ddf0540700504b03042d000000080000002100c3e7dfa6ffffffffffffffff0900140073706565"
    "642e6e707901001000840000000000000046000000000000009bec17ea1b10c9c850c650ad9e925a9c5ca46ea5a0"
    "6e9366a2aea3a09e965f54529498179f5f94920a12774bcc294e058a17672416a402f91a9a3a0ab50a14012e0606"
    "070700504b01022d032d000000080000002100f51b419759000000800200000b0000000000000000000000800100"
    "000000776569676874732e6e7079504b01022d032d000000080000002100c3e7dfa6460000008400000009000000"
    "000000000000000080019600000073706565642e6e7079504b0506000000000200020070000000170100000000";

/* numpy.savez("s.npz", a=int32([1, -2, 3]), only_this=asfortranarray(float32 0..5 as 2 by 3)) */
static const char stored_npz[] =
    "504b03042d0000000000000021009ee77910ffffffffffffffff05001400612e6e7079010010008c000000000000"
    "008c00000000000000934e554d5059010076007b276465736372273a20273c6934272c2027666f727472616e5f6f"
    "72646572273a2046616c73652c20277368617065273a2028332c292c207d20202020202020202020202020202020"
    "20202020202020202020202020202020202020202020202020202020202020202020202020202020202020200a01"
    "000000feffffff03000000504b03042d000000000000002100ce2ce0d3ffffffffffffffff0d0014006f6e6c795f"
    "746869732e6e70790100100098000000000000009800000000000000934e554d5059010076007b27646573637227"
    "3a20273c6634272c2027666f727472616e5f6f72646572273a20547275652c20277368617065273a2028322c2033"
    "292c207d202020202020202020202020202020202020202020202020202020202020202020202020202020202020"
    "20202020202020202020202020202020200a00000000000040400000803f00008040000000400000a040504b0102"
    "2d032d0000000000000021009ee779108c0000008c000000050000000000000000000000800100000000612e6e70"
    "79504b01022d032d000000000000002100ce2ce0d398000000980000000d00000000000000000000008001c30000"
    "006f6e6c795f746869732e6e7079504b050600000000020002006e0000009a0100000000";

/* NetCDF classic: G(2, 3) with a fill value of -1, p(3) packed as 0.5*p + 10, c(2) characters */
static const char classic_nc[] =
    "43444601000000000000000a00000002000000017800000000000002000000017900000000000003000000000000"
    "00000000000b0000000300000001470000000000000200000000000000010000000c000000010000000a5f46696c"
    "6c56616c756500000000000600000001bff000000000000000000006000000300000010800000001700000000000"
    "0001000000010000000c000000020000000c7363616c655f666163746f7200000006000000013fe0000000000000"
    "0000000a6164645f6f66667365740000000000060000000140240000000000000000000300000008000001380000"
    "000163000000000000010000000000000000000000000000000200000004000001403ff000000000000040000000"
    "0000000040080000000000004010000000000000bff0000000000000401800000000000000000001000480016162"
    "0000";

static size_t from_hex(const char *hex, unsigned char *out)
{
    size_t n = strlen(hex) / 2;
    for (size_t i = 0; i < n; i++) {
        unsigned byte;
        sscanf(hex + 2 * i, "%2x", &byte);
        out[i] = (unsigned char)byte;
    }
    return n;
}

static void put_hex(const char *name, const char *hex)
{
    unsigned char bytes[2000];
    put(name, bytes, from_hex(hex, bytes));
}

/* ---- text ---- */

START_TEST(text_in_all_its_forms)
{
    double numbers[] = { 0, 1, 2.5, -3e-4, 5, 6 };
    const char *matrices[] = {
        "0,1,2.5\n-3e-4,5,6\n",
        "0 1\t2.5\n-3e-4   5 6",
        "# weights\n\n  0 , 1 , 2.5  # first\r\n\t-3e-4, 5, 6.0\r\n\n# end",
        "\357\273\2770,1,2.5\r-3e-4,5,6\r",
        "+0,1 2.5\n -.3e-3,5.,0x6\n",
        "0;1;2.5\n-3e-4; 5 ;\t6\n",
        "0,1,2.5,\n-3e-4,5,6,,,\n,,,\n",
        ";;\n0;1;2.5;\n\n-3e-4;5;6\n;;;\n",
        "\"0\",\"1\",2.5\r\n\"-3e-4\",\"5\",\"6\"\r\n",
    };
    for (size_t i = 0; i < sizeof matrices / sizeof *matrices; i++) {
        put_text("weights.csv", matrices[i]);
        check_data(read_good(""), "2 3", numbers);
    }
    put_text("row.txt", "0, 1, 2.5, -3e-4, 5, 6");
    check_data(read_good(""), "6", numbers);
    put_text("column", "0\n1\n2.5\n-3e-4\n5\n6\n");
    check_data(read_good(""), "6", numbers);
    put_text("one:colon.txt", "1");
    check_data(read_good(""), "1", numbers + 1);
}
END_TEST

START_TEST(nan_is_kept_and_placed)
{
    put_text("weights.csv", "1 2 3\n4 nan inf\n");
    struct data d = read_good("");
    char place[60];
    ck_assert_int_eq(d.nan, 4);
    data_place(&d, d.nan, place, sizeof place);
    ck_assert_str_eq(place, "row 2, column 2");
    double values[] = { 1, 2, 3, 4, NAN, INFINITY };
    check_data(d, "2 3", values);
    put_text("weights.csv", "1 2 3");
    d = read_good("");
    ck_assert_int_eq(d.nan, -1);
    data_place(&d, 2, place, sizeof place);
    ck_assert_str_eq(place, "value 3");
    data_free(&d);
}
END_TEST

START_TEST(text_that_does_not_fit)
{
    struct { const char *text, *message; } cases[] = {
        { "1,2\n\n3, abc\n", "FILE:3:4: 'abc' is not a number" },
        { "0;5\n0,5;7\n", "FILE:2:1: '0,5' is not a number; write a point for the comma" },
        { "1,2\n3;4\n", "FILE:2:1: '3;4' is not a number" },
        { "1,2x\n3,4\n", "FILE:1:3: '2x' is not a number" },
        { "0.5x\n1\n2\n", "FILE:1:1: '0.5x' is not a number" },
        { "1 2 three\n", "FILE:1:5: 'three' is not a number" },
        { "1,2\n3,4x\n", "FILE:2:3: '4x' is not a number" },
        { "1 2 3 4\n1 2 3 4\n1 2 3 4\n# x\n1 2 3\n", "FILE:5: row 4 has 3 values, row 1 has 4" },
        { "1 2\n1\n", "FILE:2: row 2 has 1 value, row 1 has 2" },
        { "1,,3\n", "FILE:1:3: a number is missing; write nan for no value" },
        { "1,2\n3,\n", "FILE:2:3: a number is missing; write nan for no value" },
        { ",2\n", "FILE:1:1: a number is missing; write nan for no value" },
        { "1 1e999\n", "FILE:1:3: '1e999' is too large for a number" },
        { "# nothing\n\n", "FILE: no numbers in it" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        put_text("weights.csv", cases[i].text);
        check_failure("", 1, cases[i].message);
    }
}
END_TEST

START_TEST(files_that_cannot_be_read)
{
    put_text("weights.csv", "");
    check_failure("", 3, "cannot read FILE: it is empty");
    put("weights.csv", "\377\3761\0", 4);
    check_failure("", 3, "FILE: it is text in UTF-16; save it as UTF-8");
    put("weights.csv", "1\0002", 3);
    check_failure("", 3, "FILE: neither text nor a format that is known");
    put_text("weights.npy", "1 2\n");
    check_failure("", 3, "cannot read FILE: it is not a NumPy array (no \\x93NUMPY at its beginning)");
    put_text("weights.npz", "1 2\n");
    check_failure(":a", 3, "cannot read FILE: it is not a zip archive (no PK at its beginning)");
    put_text("weights.nc", "1 2\n");
    check_failure(":a", 3, "cannot read FILE: NetCDF: Unknown file format");
    remove(path);
    check_failure(":a", 3, "cannot read FILE: No such file or directory");
    snprintf(path, sizeof path, "%s", folder);
    check_failure("", 3, "cannot read FILE: it is a directory");
}
END_TEST

/* Nobody writes into these; a reader that opened one would wait for ever. */
START_TEST(files_that_are_none)
{
    static const char *const names[] = { "w.csv", "w.npy", "w.npz", "w.zip", "w.nc" };
    for (size_t i = 0; i < sizeof names/sizeof *names; i++) {
        put_text(names[i], "1");
        remove(path);
        ck_assert_int_eq(mkfifo(path, 0600), 0);
        check_failure("", 3, "cannot read FILE: it is a FIFO, not a regular file");
        remove(path);
        ck_assert_int_eq(symlink("/dev/zero", path), 0);
        check_failure("", 3, "cannot read FILE: it is a device, not a regular file");
    }
}
END_TEST

/* ---- NumPy ---- */

/* A .npy file with this dictionary and these values; version 1, or 2 with long lengths. */
static void put_npy(int version, const char *header, const void *values, size_t size)
{
    unsigned char file[1000] = "\x93NUMPY";
    size_t length = strlen(header), prefix = version == 1 ? 10 : 12;
    file[6] = (unsigned char)version;
    file[8] = (unsigned char)length;
    memcpy(file + prefix, header, length);
    memcpy(file + prefix + length, values, size);
    put("array.npy", file, prefix + length + size);
}

#define HEADER(type, order, shape) \
    "{'descr': '" type "', 'fortran_order': " order ", 'shape': " shape ", }\n"

/* More than this is not to be had; 0: all. The sanitizers need more for themselves. */
static void allow_memory(rlim_t bytes)
{
#ifndef __SANITIZE_ADDRESS__
    struct rlimit limit;
    ck_assert_int_eq(getrlimit(RLIMIT_DATA, &limit), 0);
    limit.rlim_cur = bytes ? bytes : limit.rlim_max;
    ck_assert_int_eq(setrlimit(RLIMIT_DATA, &limit), 0);
#else
    (void)bytes;
#endif
}

/* What a file says of its size is heard before it is read or memory taken for it. */
START_TEST(files_that_are_too_large)
{
    allow_memory(256 << 20);
    put_npy(1, HEADER("|u1", "False", "(3000000000,)"), "", 0);
    ck_assert_int_eq(truncate(path, 3000000000), 0);
    check_failure("", 3, "cannot read FILE: it holds 2.79 GiB; at most 1 GiB is read");
    put_npy(1, HEADER("|u1", "False", "(1000000000,)"), "", 0);
    ck_assert_int_eq(truncate(path, 1000000100), 0);
    check_failure("", 3, "FILE: the array is too large: at most 268435456 numbers are read");
    put_npy(1, HEADER("<f8", "False", "(200000000,)"), "", 0);
    ck_assert_int_eq(truncate(path, 1000000000), 0);
    check_failure("", 3, "FILE: the file is truncated: it holds 124999990 values of its array");
    put_text("weights.csv", "1 2\n");
    ck_assert_int_eq(truncate(path, 3000000000), 0);
    check_failure("", 3, "cannot read FILE: it holds 2.79 GiB; at most 1 GiB is read");
    put_text("weights.zip", "PK\3\4");
    ck_assert_int_eq(truncate(path, 3000000000), 0);
    check_failure(":a", 3, "cannot read FILE: it holds 2.79 GiB; at most 1 GiB is read");
    allow_memory(0);
}
END_TEST

START_TEST(npy_types)
{
    double expected[] = { 1, 0, 3 };
    float f4[] = { 1, 0, 3 };
    int i4[] = { 1, 0, 3 };
    long i8[] = { 1, 0, 3 };
    put_npy(1, HEADER("<f8", "False", "(3,)"), expected, sizeof expected);
    check_data(read_good(""), "3", expected);
    put_npy(2, HEADER("<f4", "False", "(3,)"), f4, sizeof f4);
    check_data(read_good(""), "3", expected);
    put_npy(3, HEADER("<i4", "False", "(3, 1)"), i4, sizeof i4);
    check_data(read_good(""), "3 1", expected);
    put_npy(1, HEADER("<i8", "False", "(1L, 3L)"), i8, sizeof i8);
    check_data(read_good(""), "1 3", expected);
    put_npy(1, HEADER("|u1", "False", "(3,)"), "\1\0\3", 3);
    check_data(read_good(""), "3", expected);
    static const struct { const char *header, *bytes; size_t size; double value; } one[] = {
        { HEADER("|i1", "False", "(1,)"), "\xfe", 1, -2 }, { HEADER("|u1", "False", "(1,)"), "\xfe", 1, 254 },
        { HEADER("<i2", "False", "(1,)"), "\xfe\xff", 2, -2 }, { HEADER("<u2", "False", "(1,)"), "\xfe\xff", 2, 65534 },
        { HEADER("<i4", "False", "(1,)"), "\xfe\xff\xff\xff", 4, -2 },
        { HEADER("<u4", "False", "(1,)"), "\xfe\xff\xff\xff", 4, 4294967294 },
        { HEADER("<i8", "False", "(1,)"), "\xfe\xff\xff\xff\xff\xff\xff\xff", 8, -2 },
        { HEADER("<u8", "False", "(1,)"), "\x00\x00\x00\x00\x00\x00\x00\x80", 8, 9223372036854775808.0 },
    };
    for (size_t i = 0; i < sizeof one/sizeof *one; i++) {
        put_npy(1, one[i].header, one[i].bytes, one[i].size);
        check_data(read_good(""), "1", &one[i].value);
    }
    double flags[] = { 1, 0, 1 };
    put_npy(1, HEADER("|b1", "False", "(3,)"), "\1\0\1", 3);
    check_data(read_good(""), "3", flags);
    put_npy(1, HEADER("<f8", "False", "()"), expected + 2, 8);
    check_data(read_good(""), "", expected + 2);
    check_failure(":a", 1, "FILE: it holds one array, which has no name");
}
END_TEST

START_TEST(npy_orders)
{
    double written[24], c[24], fortran[24];
    for (int i = 0; i < 24; i++)
        written[i] = c[i] = i;
    for (int x = 0; x < 2; x++)
        for (int y = 0; y < 3; y++)
            for (int z = 0; z < 4; z++)
                fortran[(x * 3 + y) * 4 + z] = x + 2 * y + 6 * z;
    put_npy(1, HEADER("<f8", "False", "(2, 3, 4)"), written, sizeof written);
    check_data(read_good(""), "2 3 4", c);
    put_npy(1, HEADER("<f8", "True", "(2, 3, 4)"), written, sizeof written);
    check_data(read_good(""), "2 3 4", fortran);
}
END_TEST

START_TEST(npy_that_does_not_fit)
{
    double values[4] = { 1, 2, 3, 4 };
    struct { const char *header; int code; const char *message; } cases[] = {
        { HEADER("<f8", "False", "(5,)"), 3, "FILE: the file is truncated: it holds 4 values of its array" },
        { HEADER("<f8", "False", "(4611686018427387904, 4)"), 3,
          "FILE: the array is too large: at most 268435456 numbers are read" },
        { HEADER("<f8", "False", "(16384, 16385)"), 3,
          "FILE: the array is too large: at most 268435456 numbers are read" },
        { HEADER("<f8", "False", "(16384, 16384)"), 3,
          "FILE: the file is truncated: it holds 4 values of its array" },
        { HEADER("<f8", "False", "(2, 0)"), 1, "FILE: the array is empty" },
        { HEADER("<f8", "False", "(1, 1, 1, 1, 1, 4)"), 1, "FILE: it has more than 5 dimensions" },
        { HEADER(">f8", "False", "(4,)"), 1,
          "FILE: its values are big-endian; save them with .astype('<f8')" },
        { HEADER("<c8", "False", "(4,)"), 1,
          "FILE: numbers of type c8 cannot be read; save them with .astype('<f8')" },
        { HEADER("|O", "False", "(4,)"), 1, "FILE: its type ('|O') is not one number each" },
        { "{'descr': [('x', '<f8')], 'shape': (4,)}", 1,
          "FILE: its type ([('x') is not one number each" },
        { HEADER("<f8", "False", "4"), 3, "FILE: damaged: its header has no shape" },
        { HEADER("<f8", "False", "(x,)"), 3, "FILE: damaged: its shape is not one" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        put_npy(1, cases[i].header, values, sizeof values);
        check_failure("", cases[i].code, cases[i].message);
    }
    put_npy(4, HEADER("<f8", "False", "(4,)"), values, sizeof values);
    check_failure("", 3, "FILE: unknown version of NumPy's format");
    put("array.npy", "\x93NUMPY\1\0\377\377{", 11);
    check_failure("", 3, "FILE: the file is truncated in its header");
}
END_TEST

/* ---- archives ---- */

START_TEST(npz_members)
{
    double weights[64], speed = 3, a[] = { 1, -2, 3 }, matrix[] = { 0, 1, 2, 3, 4, 5 };
    for (int i = 0; i < 64; i++)
        weights[i] = i % 5;
    put_hex("sc.npz", compressed_npz);
    check_data(read_good(":weights"), "8 8", weights);
    check_data(read_good(":weights.npy"), "8 8", weights);
    check_data(read_good(":speed"), "", &speed);
    check_failure(":length", 1, "FILE has no member 'length'; it has weights, speed");
    check_failure("", 1, "FILE has weights, speed; say which, as in FILE:weights");
    put_hex("stored.NPZ", stored_npz);
    check_data(read_good(":a"), "3", a);
    check_data(read_good(":only_this"), "2 3", matrix);
}
END_TEST

/* Every cut fails and every altered byte is either harmless or found out. */
static void torture(const char *name, const char *hex, const char *member)
{
    unsigned char bytes[2000];
    size_t size = from_hex(hex, bytes);
    struct data d;
    struct fail f;
    for (size_t cut = 1; cut < size; cut++) {
        put(name, bytes, cut);
        if (read_back(member, &d, &f) == 0)
            data_free(&d);
        else
            ck_assert_int_ne(f.code, 0);
    }
    for (size_t i = 0; i < size; i++) {
        bytes[i] ^= 0xff;
        put(name, bytes, size);
        if (read_back(member, &d, &f) == 0)
            data_free(&d);
        bytes[i] ^= 0xff;
    }
}

START_TEST(damaged_archives_are_refused)
{
    torture("c.npz", compressed_npz, ":weights");
    torture("s.npz", stored_npz, ":a");
    unsigned char bytes[2000];
    size_t size = from_hex(stored_npz, bytes);
    put("s.npz", bytes, size / 2);
    check_failure(":a", 3, "FILE: the archive is damaged or truncated");
    unsigned char *value = memmem(bytes, size, "\376\377\377\377", 4);     /* -2 in a */
    ck_assert_ptr_nonnull(value);
    *value ^= 1;
    put("s.npz", bytes, size);
    check_failure(":a", 3, "FILE: the archive is damaged or truncated");
}
END_TEST

/* ---- bzip2 and lists of edges ---- */

/* "0 1 2\n3 0 4\n5 6.5 0\n" as Python's bz2 packs it. */
static const char packed_text[] = "425a68393141592653592447882f000005d800001040017f002000221a03d4100309bd0a14f0274ba23c5dc914e14240911e20bc";

START_TEST(bzip2_in_all_its_damage)
{
    double matrix[] = { 0, 1, 2, 3, 0, 4, 5, 6.5, 0 };
    unsigned char bytes[2000];
    put_hex("w.txt.bz2", packed_text);
    check_data(read_good(""), "3 3", matrix);
    torture("w.bz2", packed_text, "");
    put("half.bz2", bytes, from_hex(packed_text, bytes)/2);
    check_failure("", 3, "FILE: what bzip2 packed is damaged or truncated");
}
END_TEST

START_TEST(lists_of_edges)
{
    static const char text[] = "source,target,weight,delay\n\"a b\",c,1.5,2\nc,d,-2,3\nd,\"a b\",4,5 # the last\n";
    struct data d;
    struct fail f;
    use = DATA_MATRIX;
    put_text("e.csv", text);
    d = read_good("");
    ck_assert_ptr_nonnull(d.edges);
    ck_assert_int_eq(d.shape[0], 3);
    ck_assert_int_eq(d.shape[1], 2);
    ck_assert_int_eq(d.label_count, 3);
    ck_assert_str_eq(d.labels[0], "a b");
    ck_assert_int_eq(d.edges->source[2], 2);
    ck_assert_int_eq(d.edges->target[2], 0);
    ck_assert_int_eq(d.edges->column[EDGE_WEIGHT], 0);
    ck_assert_int_eq(d.edges->column[EDGE_LENGTH], -1);
    ck_assert_int_eq(d.edges->column[EDGE_DELAY], 1);
    ck_assert_double_eq(d.values[5], 5);
    data_free(&d);
    for (size_t i = 0; i < sizeof text - 1; i++)        /* cut, and each byte another */
        for (int k = 0; k < 6; k++) {
            char copy[sizeof text];
            memcpy(copy, text, sizeof text);
            copy[i] = "\n,\"#9a"[k];
            put("e.csv", copy, k ? sizeof text - 1 : i);
            if (read_back("", &d, &f) == 0)
                data_free(&d);
            else
                ck_assert_int_ne(f.code, 0);
        }
}
END_TEST

/* ---- NetCDF ---- */

static void put_u32(unsigned char *at, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        at[i] = (unsigned char)(value >> 8*i);
}

/* A member "a" of [packed] bytes that says it unpacks to [size]: no more than that
 * is ever unpacked, and that only if it is little. */
START_TEST(archives_that_grow)
{
    enum { PACKED = 1400000, LOCAL = 31, ENTRY = 47, END = 22 };
    static unsigned char zip[LOCAL + PACKED + ENTRY + END];
    unsigned char *entry = zip + LOCAL + PACKED, *end = entry + ENTRY;
    memcpy(zip, "PK\3\4", 4);
    zip[26] = 1;
    zip[30] = 'a';
    memcpy(entry, "PK\1\2", 4);
    entry[10] = 8;
    put_u32(entry + 20, PACKED);
    put_u32(entry + 24, 1500000000);
    entry[28] = 1;
    entry[46] = 'a';
    memcpy(end, "PK\5\6", 4);
    end[10] = 1;
    put_u32(end + 16, LOCAL + PACKED);
    allow_memory(256 << 20);
    put("bomb.npz", zip, sizeof zip);
    check_failure(":a", 3, "FILE: member 'a' unpacks to 1.4 GiB; at most 1 GiB is read");
    put_u32(entry + 24, 1000);                          /* a lie: it goes on */
    put("bomb.npz", zip, sizeof zip);
    check_failure(":a", 3, "FILE: the archive is damaged or truncated");
    allow_memory(0);
}
END_TEST

START_TEST(netcdf_variables)
{
    double g[] = { 1, 2, 3, 4, NAN, 6 }, p[] = { 10, 10.5, 12 };
    static const char *const names[] = { "rest.nc4", "rest.CDF", "rest.nc" };
    for (int i = 0; i < 3; i++) {
        put_hex(names[i], classic_nc);
        struct data d = read_good(":G");
        ck_assert_int_eq(d.nan, 4);
        check_data(d, "2 3", g);
    }
    check_data(read_good(":p"), "3", p);
    check_failure(":c", 1, "FILE: variable 'c' does not hold numbers");
    check_failure(":H", 1, "FILE has no variable 'H'; it has G, p, c");
    check_failure("", 1, "FILE has G, p, c; say which, as in FILE:G");
}
END_TEST

Suite *suite_data(void);

Suite *suite_data(void)
{
    Suite *suite = suite_create("data");
    TCase *files = tcase_create("files");
    tcase_add_checked_fixture(files, make_folder, remove_folder);
    tcase_add_test(files, text_in_all_its_forms);
    tcase_add_test(files, nan_is_kept_and_placed);
    tcase_add_test(files, text_that_does_not_fit);
    tcase_add_test(files, files_that_cannot_be_read);
    tcase_add_test(files, files_that_are_none);
    tcase_add_test(files, files_that_are_too_large);
    tcase_add_test(files, archives_that_grow);
    tcase_add_test(files, npy_types);
    tcase_add_test(files, npy_orders);
    tcase_add_test(files, npy_that_does_not_fit);
    tcase_add_test(files, npz_members);
    tcase_add_test(files, damaged_archives_are_refused);
    tcase_add_test(files, bzip2_in_all_its_damage);
    tcase_add_test(files, lists_of_edges);
    tcase_add_test(files, netcdf_variables);
    suite_add_tcase(suite, files);
    return suite;
}
