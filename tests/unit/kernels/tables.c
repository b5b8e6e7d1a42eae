/* tables.c -- a buffer of every kind that a host must know, each where kernel.h says.
 *
 * A register counts every third step from time 0 on. When it reaches what the point
 * allows, the state leaves the finite numbers; the step at which that is seen tells
 * whether the register was kept along with the state when steps are taken again. The
 * kernel draws nothing itself, so that its host has to.
 */
enum { LIMIT, EACH, FIRST, SECOND, NOISE, STATE, DEAD, COUNT, HEARD, MOST, SPARE, RESULT, RESULT_NODES };
enum { NODES = 3, ROOM = 2 };

static void start(const struct kernel_job *j)
{
    num *most = j->at[MOST], *x = j->at[STATE];
    const num *limit = j->at[LIMIT], *second = j->at[SECOND];

    for (int l = 0; l < LANES; l++)
        most[l] = limit[l]*second[0];
    for (int i = 0; i < NODES*LANES; i++)
        x[i] = 1;
}

static void advance(const struct kernel_job *j)
{
    num *x = j->at[STATE], *dead = j->at[DEAD], *spare = j->at[SPARE], *room = j->room;
    const num *most = j->at[MOST], *noise = j->at[NOISE];
    num *heard = j->at[HEARD];
    double *count = j->at[COUNT];

    for (long n = 0; n < j->ticks; n++) {
        const long past = j->first + n - j->origin;
        for (int i = 0; i < ROOM*LANES; i++)            /* both are worth nothing */
            room[i] = spare[i % LANES] = (num)-1;
        for (int l = 0; l < LANES; l++) {
            count[l] += past >= 0 && past % 3 == 2;
            x[l] *= count[l] >= most[l] ? (num)1e308*10 : 1;
            dead[l] += x[l]*0;
        }
        for (int i = 0; i < NODES*LANES; i++)
            heard[i] += noise[n*NODES + i/LANES];
    }
}

static void results(const struct kernel_job *j)
{
    const num *each = j->at[EACH], *first = j->at[FIRST], *second = j->at[SECOND];
    const double *count = j->at[COUNT];
    const num *heard = j->at[HEARD];
    num *result = j->at[RESULT], *of_node = j->at[RESULT_NODES];

    for (int l = 0; l < LANES; l++)
        result[l] = (num)count[l];
    for (int i = 0; i < NODES; i++)
        for (int l = 0; l < LANES; l++)
            of_node[i*LANES + l] = each[i*LANES + l]*first[i] + second[1] + heard[i*LANES + l];
}

static const struct kernel_axis axes[] = {
    { "lane", AXIS_LANE, LANES, -1, -1 }, { "node", AXIS_NODE, NODES, -1, -1 }
};
static const struct kernel_clock clocks[] = { KERNEL_CLOCKS, { "third", STEP, 3, 0, 1 } };
static const struct kernel_buffer buffers[] = {
    { "limit", INPUT, OVER(0), 1, POINT, 1, REAL },
    { "each", INPUT, OVER(0) | OVER(1), 1, POINT, 1, REAL },
    { "first", INPUT, OVER(1), 1, FIXED, 1, REAL },
    { "second", INPUT, 0, 2, POINT, 1, REAL },
    { "noise", INPUT, OVER(1), 1, STEP, 0, REAL },
    { "state", LIVE, OVER(0) | OVER(1), 1, STEP, 1, REAL },
    { "dead", LIVE, OVER(0), 1, STEP, 1, REAL },
    { "count", LIVE, OVER(0), 1, FIRST_CHILD, 1, 8 },
    { "heard", LIVE, OVER(0) | OVER(1), 1, STEP, 1, REAL },
    { "most", LIVE, OVER(0), 1, POINT, 1, REAL },
    { "spare", SCRATCH, OVER(0), 1, STEP, 1, REAL },
    { "result", OUTPUT, OVER(0), 1, END, 1, REAL },
    { "result_nodes", OUTPUT, OVER(0) | OVER(1), 1, END, 1, REAL }
};
const struct kernel massc_kernel = { KERNEL_ABI, REAL, LANES, WIDTH, "tables", axes, 2, clocks, 5, buffers, 13, ROOM, DEAD,
                                     start, advance, results, 0 };
