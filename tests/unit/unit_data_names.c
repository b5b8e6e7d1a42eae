/* unit_data_names.c -- text with names: columns of tables, matrices with labels. */
#include "data_files.h"

/* A table of massc, with what RFC 4180 allows besides. */
static const char table_csv[] =
    "dynamics.a,noise.a,coupling.c.G,\"a \"\"b\"\", c\",list,matrix,status\r\n"
    "0.5,1,2,7,\"[1, NaN]\",\"[[1, 2, 3], [4, 5, 6]]\",0\r\n"
    "1e-06,nan,3, 8 ,\"[-Infinity,2.5]\",\"[[0, 0, 0], [0, 0, -1]]\",0\r\n";

START_TEST(columns_of_a_table)
{
    double a[] = { 0.5, 1e-6 }, g[] = { 2, 3 }, quoted[] = { 7, 8 }, status[] = { 0, 0 };
    double noise[] = { 1, NAN }, list[] = { 1, NAN, -INFINITY, 2.5 };
    double matrix[] = { 1, 2, 3, 4, 5, 6, 0, 0, 0, 0, 0, -1 };
    put_text("table.csv", table_csv);
    check_data(read_good(":dynamics.a"), "2", a);
    check_data(read_good(":coupling.c.G"), "2", g);
    check_data(read_good(":c.G"), "2", g);
    check_data(read_good(":G"), "2", g);
    check_data(read_good(":a \"b\", c"), "2", quoted);
    check_data(read_good(":noise.a"), "2", noise);
    check_data(read_good(":list"), "2 2", list);
    check_data(read_good(":matrix"), "2 2 3", matrix);
    check_data(read_good(":status"), "2", status);
    check_failure(":a", 1, "FILE has several columns 'a'; write the whole name");
    check_failure(":.G", 1, "FILE has no column '.G'; it has dynamics.a, noise.a, coupling.c.G, "
                  "a \"b\", c, list, matrix, status");
    check_failure("", 1, "FILE has the columns dynamics.a, noise.a, coupling.c.G, a \"b\", c, list, "
                  "matrix, status; say which, as in FILE:dynamics.a, or put # before their names to "
                  "take all");
}
END_TEST

START_TEST(columns_of_other_tables)
{
    double x[] = { 1, 2 };
    const char *alone[] = {
        "x\n1\n2\n",  "\"x\"\n1\n2\n",  "# made\n\n x \n1\n# half\n2\n\n",  "\357\273\277x\r1\r2\r",
        "\"x\ny\"\n1\n2",  "mean of x\n1\n2\n",  ",x\n0,1\n1,2\n",  "\tx\n0\t1\n1\t2\n",
        "region,x\nleft,1\nright,2\n",  "left,1\nright,2\n",  "\"x\"\n\"left\" 1\n\"right\" 2\n",
        "x;\n1;\n2;;\n",  "left\t1\nright\t2\n",
    };
    for (size_t i = 0; i < sizeof alone/sizeof *alone; i++) {
        put_text("table.csv", alone[i]);
        check_data(read_good(""), "2", x);
    }
    const char *several[] = {
        "t,x\n0,1\n0,2\n", "t;x\n0;1\n0;2\n", "t\tx\n0\t1\n0\t2\n", "t x\n0 1\n0 2\n", ",t,x\n0,0,1\n1,0,2\n",
        "name,x\nword,1\n,2\n", "t,\"x\"\n\"a\nb\",1\n\"\"\"\",\"2\"\n", "0,x\n0,1\n0,2\n", "x:y:z,x\n1,1\n1,2\n",
    };
    for (size_t i = 0; i < sizeof several/sizeof *several; i++) {
        put_text("table.csv", several[i]);
        check_data(read_good(":x"), "2", x);
    }
    check_data(read_good(":x:y:z"), "2", (double[]){ 1, 1 });
    const char *wide[] = {
        "a,x\n0,3\n1,4\n2.5,5\n", "x,a,list\n,0,\"[1,2]\"\nnan,1,\"[3,4]\"\n5,2.5,see NAME.nc\n",
        ",a\nlh,0\nrh,1\nlh,2.5\n", "region a\nlh 0\nrh 1\nlh 2.5\n",
        "\"x\" \"a\"\n\"1\" 9 0\n\"2\" 9 1\n\"3\" 9 2.5\n",
    };
    for (size_t i = 0; i < sizeof wide/sizeof *wide; i++) {
        put_text("table.csv", wide[i]);
        check_data(read_good(":a"), "3", (double[]){ 0, 1, 2.5 });
    }
    put_text("table", "x\n1\n2\n");
    check_data(read_good(":x"), "2", x);
    put_text("one:x", "1 2");
    check_data(read_good(""), "2", x);
    put_text("named.csv", "a,1,2\nb,3,4\n");
    check_data(read_good(""), "2 2", (double[]){ 1, 2, 3, 4 });
    check_failure(":x", 1, "FILE has no column 'x'; it has a, 1, 2");
}
END_TEST

START_TEST(tables_that_do_not_fit)
{
    struct { const char *text, *column, *message; } cases[] = {
        { "x,y\n1,2\n3,four\n", ":y", "FILE:3:3: 'four' is not a number" },
        { "x,y\n1,2\n3,four\n", ":x", NULL },
        { "x,y\n1,2\n3,\n", ":y", "FILE:3:3: a number is missing; write nan for no value" },
        { "x,y\n1,2\n\n3\n", ":x", "FILE:4:2: row 2 has 1 value, the first line 2" },
        { "x,y\n1,2\n3,4,5\n", ":x", "FILE:3:5: row 2 has 3 values, the first line 2" },
        { "x;y\n1;2,5\n", ":y", "FILE:2:3: '2,5' is not a number; write a point for the comma" },
        { "x,y\n1,1e999\n", ":y", "FILE:2:3: '1e999' is too large for a number" },
        { "x\n\"1\n2\n", "", "FILE:2:1: the quote that begins here is not closed" },
        { "\"x\"y\n1\n", "", "FILE:1:4: a ',' is missing behind the quote" },
        { "x\n\"[1, 2]\"\n\"[1]\"\n", "", "FILE:3:2: a list of another shape than the first one" },
        { "x\n\"[1, 2]\"\n3\n", "", "FILE:3:1: a list of another shape than the first one" },
        { "x\n\"[1, [2]]\"\n", "", "FILE:2:6: a list of another shape than the first one" },
        { "x\n\"[1 2]\"\n", "", "FILE:2:5: a ',' or ']' is missing in the list" },
        { "x\n\"[1, 2\"\n", "", "FILE:2:7: a ',' or ']' is missing in the list" },
        { "x\n\"[1]]\"\n", "", "FILE:2:5: something follows the list" },
        { "x\n[[[[1]]]]\n", "", "FILE:2:4: lists nest 3 deep at most" },
        { "x\n[]\n", "", "FILE:2:2: '' is not a number" },
        { "x,y\nsee e.nc,1\n", ":x", "FILE:2:1: the list stands in another file: \"e.nc:x\"" },
        { "x,y\n", ":y", "FILE: no values below a line that names 'y'" },
        { "x\n", "", "FILE:1:1: 'x' is not a number" },
        { ",,\n\"\"\n", "", "FILE:2:2: a number is missing; write nan for no value" },
        { "x,x\n1,2\n", ":x", "FILE has several columns 'x'; write the whole name" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        put_text("table.csv", cases[i].text);
        if (cases[i].message)
            check_failure(cases[i].column, 1, cases[i].message);
        else
            check_data(read_good(cases[i].column), "2", (double[]){ 1, 3 });
    }
}
END_TEST

/* As numpy, pandas, R and spreadsheets write them. */
START_TEST(matrices_with_names)
{
    double w[] = { 0, 1, 2, 3, 0, 4, 5, 6, 0 };
    const char *matrices[] = {
        ",A,B,C\nA,0,1,2\nB,3,0,4\nC,5,6,0\n",
        "region;A;B;C\nA;0;1;2\nB;3;0;4\nC;5;6;0\n",
        "A,B,C\n0,1,2\n3,0,4\n5,6,0\n",
        "A,0,1,2\nB,3,0,4\nC,5,6,0\n",
        "A 0 1 2\nB 3 0 4\nC 5 6 0\n",
        "\"\",\"A\",\"B, left\",\"C\"\n\"A\",0,1,2\n\"B, left\",3,0,4\n\"C\",5,6,0\n",
        "\"A\" \"B\" \"C\"\n\"A\" 0 1 2\n\"B\" 3 0 4\n\"C\" 5 6 0\n",
        "\tA 1\tB 2\tC 3\nA 1\t0\t1\t2\nB 2\t3\t0\t4\nC 3\t5\t6\t0\n",
        "\357\273\277# SC\r\n;A;B;C;\r\nA;0;1;2;\r\nB;3;0;4;\r\n;;;;\r\nC;5;6;0;\r\n\r\n",
        ",0,1,2\n0,0,1,2\n1,3,0,4\n2,5,6,0\n",
        ",A,B,C\n0,0,1,2\n1,3,0,4\n2,5,6,0\n",
        "\"\",\"V1\",\"V2\",\"V3\"\n\"1\",0,1,2\n\"2\",3,0,4\n\"3\",5,6,0\n",
        ",0,1,2\nA,0,1,2\nB,3,0,4\nC,5,6,0\n",
        ",A,B,C\n1,0,1,2\n2,3,0,4\n3,5,6,0\n",
        "id,10,20,30\n10,0,1,2\n20,3,0,4\n30,5,6,0\n",
        "7N_A,7N_B,7N_C\n0,1,2\n3,0,4\n5,6,0\n",
        ",7N_A,7N_B,7N_C\n7N_A,0,1,2\n7N_B,3,0,4\n7N_C,5,6,0\n",
        "0,1,2\n3,0,4\n5,6,0\n",
    };
    use = DATA_MATRIX;
    for (size_t i = 0; i < sizeof matrices/sizeof *matrices; i++) {
        put_text("weights.csv", matrices[i]);
        check_data(read_good(""), "3 3", w);
    }
    put_text("weights.csv", ",A\nA,5\n");
    check_data(read_good(""), "1", (double[]){ 5 });
    put_text("weights.csv", "A,B\n0,1\n2,0\n3,3\n");
    check_data(read_good(""), "3 2", (double[]){ 0, 1, 2, 0, 3, 3 });
    put_text("weights.csv", table_csv);
    check_data(read_good(":matrix"), "2 2 3", (double[]){ 1, 2, 3, 4, 5, 6, 0, 0, 0, 0, 0, -1 });
}
END_TEST

START_TEST(matrices_with_other_names)
{
    struct { const char *text, *message; } cases[] = {
        { ",A,B,C\nA,0,1,2\nC,5,6,0\nB,3,0,4\n",
          "FILE:3:1: row 2 is 'C', but column 2 is 'B'; both have to be in the same order" },
        { ",1,2,3\n1,0,1,2\n3,5,6,0\n2,3,0,4\n",
          "FILE:3:1: row 2 is '3', but column 2 is '2'; both have to be in the same order" },
        { ",2,1,3\n1,0,1,2\n2,5,6,0\n3,3,0,4\n",
          "FILE:2:1: row 1 is '1', but column 1 is '2'; both have to be in the same order" },
        { ",A,B\nA,0,1\nB,1,0\nC,1,1\n", "FILE:4:1: row 3, 'C', has no column" },
        { "A,B,C\n0,1,2\n1,0,2\n",
          "FILE:2:1: row 1 is '0', but column 1 is 'B'; both have to be in the same order" },
        { ",A,B\n2,0,1\n3,1,0\n", "FILE:2:1: row 1 is '2', but column 1 is 'A'; both have to be in the same order" },
        { ",A,B\n0,0,1\n2,1,0\n", "FILE:2:1: row 1 is '0', but column 1 is 'A'; both have to be in the same order" },
        { "id,A,B\n0,0,1\n1,1,0\n", "FILE:2:1: row 1 is '0', but column 1 is 'A'; both have to be in the same order" },
        { ",A,5\n0,0,1\n1,1,0\n", "FILE:2:1: row 1 is '0', but column 1 is 'A'; both have to be in the same order" },
        { ",0,1\nA,0,1\n5,1,0\n", "FILE:2:1: row 1 is 'A', but column 1 is '0'; both have to be in the same order" },
        { ",0,2\nA,0,1\nB,1,0\n", "FILE:2:1: row 1 is 'A', but column 1 is '0'; both have to be in the same order" },
        { ",A\n0123456789012345678901234567890123456789012345678901234567890,5\n",
          "FILE:2:1: row 1 is '012345678901234567890123456789012345678901234567890123456789', but column 1 is 'A'; both have to "
          "be in the same order" },
        { ",A,B\nA,0,x\nB,1,0\n", "FILE:2:5: 'x' is not a number" },
        { "A,B\n0,x\n1,0\n", "FILE:2:3: 'x' is not a number" },
        { "A,0,1\nB,1\n", "FILE:2:4: row 2 has 2 values, the first line 3" },
    };
    use = DATA_MATRIX;
    for (size_t i = 0; i < sizeof cases/sizeof *cases; i++) {
        put_text("weights.csv", cases[i].text);
        check_failure("", 1, cases[i].message);
    }
    put_text("table.csv", table_csv);
    check_failure("", 1, "FILE has the columns dynamics.a, noise.a, coupling.c.G, a \"b\", c, list, "
                  "matrix, status; say which, as in FILE:dynamics.a, or put # before their names to "
                  "take all");
}
END_TEST

/* More cells than a row has room for at first, more names than a message. */
START_TEST(wide_tables)
{
    enum { COLUMNS = 200, NAMED = 37 };         /* 10 letters and 12 for each more; behind 442 fewer than 60 of 500 are left */
    char text[6000] = "", said[1000] = "FILE has no column 'x'; it has ";
    for (int i = 0; i < COLUMNS; i++) {
        sprintf(text + strlen(text), "%scolumn_%03d", i ? "," : "", i);
        if (i < NAMED)
            sprintf(said + strlen(said), "%scolumn_%03d", i ? ", " : "", i);
    }
    strcat(said, ", ...");
    for (int i = 0; i < COLUMNS; i++)
        sprintf(text + strlen(text), "%s%d", i ? "," : "\n", i);
    put_text("wide.csv", text);
    check_data(read_good(":column_000"), "1", (double[]){ 0 });
    check_data(read_good(":column_064"), "1", (double[]){ 64 });
    check_data(read_good(":column_199"), "1", (double[]){ 199 });
    check_failure(":x", 1, said);
    put_text("none.csv", "\"\",\"\"\n1,2\n");
    check_failure(":x", 1, "FILE has no column 'x'; it has none");
    put_text("some.csv", ",b,\"\",d\n1,2,3,4\n");
    check_failure(":x", 1, "FILE has no column 'x'; it has b, d");
}
END_TEST

/* Every cut, and every byte turned into others that mean something. */
START_TEST(broken_tables)
{
    static const char *const texts[] = {
        table_csv, ",A,\"B\"\nA,0,1\n\"B\",1,0\n", "x y # c\n\"r\" 1 2\n\"s\" 3 4\n", "a;b;\n;1;\n2;\"[3]\";\n"
    };
    static const char signs[] = "\",;\n\r\t #[]x1";
    struct data d;
    struct fail f;
    for (size_t i = 0; i < sizeof texts/sizeof *texts*2; i++) {
        char text[400];
        size_t size = strlen(texts[i/2]);
        use = i % 2 ? DATA_MATRIX : DATA_VALUES;
        for (size_t at = 1; at < size; at++)
            for (const char *sign = signs; *sign; sign++) {
                strcpy(text, texts[i/2]);
                text[at] = *sign;
                put("table.csv", text, sign == signs ? at : size);
                for (const char *member = "\0:a\0:matrix\0."; *member != '.'; member += strlen(member) + 1)
                    if (read_back(member, &d, &f) == 0)
                        data_free(&d);
                    else
                        ck_assert_int_eq(f.code, 1);
            }
    }
}
END_TEST

Suite *suite_data_names(void);

Suite *suite_data_names(void)
{
    Suite *suite = suite_create("data_names");
    TCase *files = tcase_create("files");
    tcase_add_checked_fixture(files, make_folder, remove_folder);
    tcase_add_test(files, columns_of_a_table);
    tcase_add_test(files, columns_of_other_tables);
    tcase_add_test(files, tables_that_do_not_fit);
    tcase_add_test(files, matrices_with_names);
    tcase_add_test(files, matrices_with_other_names);
    tcase_add_test(files, wide_tables);
    tcase_add_test(files, broken_tables);
    suite_add_tcase(suite, files);
    return suite;
}
