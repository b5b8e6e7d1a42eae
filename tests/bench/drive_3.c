
/* drive_3.c -- what kernels.c sees of a kernel of version 3 of kernel.h or a later one. race.lua
 * puts the file of the right version behind what massc emits. */
void *memset(void *to, int byte, unsigned long count);

enum { DRIVE_MOST = 256, DRIVE_ROWS = 256, DRIVE_RING = 64 };      /* buffers; rows of a recording, which begins anew behind them; of a delay */

static void *drive_at[DRIVE_MOST];
static long drive_rows[DRIVE_MOST];
static char *drive_history;
static long drive_live;
static int drive_noise = -1, drive_is_recorded;
static struct kernel_job drive_job = { .at = drive_at, .rows = drive_rows, .dt = 0.1 };

/* Numbers of a row. */
static long drive_numbers(const struct kernel_buffer *b)
{
    long n = b->slots;

    for (int a = 0; a < massc_kernel.axis_count; a++)
        n *= b->over & OVER(a) ? massc_kernel.axes[a].extent : 1;
    return n;
}

static int drive_is_below_step(int clock)
{
    while (clock >= FIRST_CHILD)
        clock = massc_kernel.clocks[clock].parent;
    return clock == STEP;
}

enum drive_area { DRIVE_HISTORY, DRIVE_SWEPT, DRIVE_HELD, DRIVE_SCRATCH, DRIVE_RESULT, DRIVE_FIXED, DRIVE_NOISE, DRIVE_RECORDING };

static enum drive_area drive_area(const struct kernel_buffer *b)
{
    if (b->life == LIVE)
        return drive_is_below_step(b->clock) ? DRIVE_HISTORY : DRIVE_HELD;
    if (b->life == INPUT)
        return b->clock == STEP ? DRIVE_NOISE : b->over & OVER(0) ? DRIVE_SWEPT : DRIVE_FIXED;
    if (b->life == OUTPUT)
        return b->rows ? DRIVE_RESULT : DRIVE_RECORDING;
    return DRIVE_SCRATCH;
}

/* Bytes of a number, lanes, nodes, 1 if there is anything to advance, swept values of a
 * lane, normals of a step, numbers of the fixed arrays. */
void drive_shape(long *shape)
{
    const struct kernel *k = &massc_kernel;
    const long of[] = { k->bytes, k->lanes, 0, k->dead >= 0, 0, 0, 0 };

    for (int i = 0; i < 7; i++)
        shape[i] = of[i];
    for (int a = 0; a < k->axis_count; a++)
        shape[2] += k->axes[a].kind == AXIS_NODE ? k->axes[a].extent : 0;
    for (int b = 0; b < k->buffer_count; b++) {
        if (drive_area(&k->buffers[b]) == DRIVE_SWEPT)
            shape[4] += drive_numbers(&k->buffers[b])/k->lanes;
        if (drive_area(&k->buffers[b]) == DRIVE_NOISE)
            shape[5] = drive_numbers(&k->buffers[b]);
        if (drive_area(&k->buffers[b]) == DRIVE_FIXED)
            shape[6] += drive_numbers(&k->buffers[b]);
    }
}

/* Lays the buffers of one area from [at] on; returns where they end. */
static long drive_lay_area(char *memory, long at, enum drive_area area)
{
    const int is_list = area == DRIVE_SWEPT || area == DRIVE_RESULT || area == DRIVE_FIXED;

    for (int i = 0; i < massc_kernel.buffer_count; i++) {
        const struct kernel_buffer *b = &massc_kernel.buffers[i];
        const long rows = area == DRIVE_RECORDING ? DRIVE_ROWS : b->rows ? b->rows : DRIVE_RING;
        const long bytes = drive_numbers(b)*(area == DRIVE_HISTORY && !b->rows ? 2*rows : rows)*b->bytes;

        if (drive_area(b) != area)
            continue;
        drive_at[i] = memory + at;
        drive_rows[i] = rows;
        drive_is_recorded |= area == DRIVE_RECORDING;
        at += is_list ? bytes : (bytes + 63) & ~63L;
    }
    return (at + 63) & ~63L;
}

/* Lays a block into [memory], as runtime/sweep/sweep_block.c does; [points] is where its
 * swept values go. Returns how many bytes it takes. */
long drive_lay(char *memory, const void *graph, void **points)
{
    long at = drive_live = drive_lay_area(memory, 0, DRIVE_HISTORY);

    drive_history = memory;
    *points = memory + at;
    at = drive_lay_area(memory, at, DRIVE_SWEPT);
    at = drive_lay_area(memory, at, DRIVE_HELD);
    at = drive_lay_area(memory, at, DRIVE_SCRATCH);
    drive_job.room = memory + at;
    at += (massc_kernel.room*massc_kernel.lanes*massc_kernel.bytes + 63) & ~63L;
    at = drive_lay_area(memory, at + 64, DRIVE_RESULT);
    at = drive_lay_area(memory, at, DRIVE_RECORDING);
    drive_lay_area((char *)(unsigned long)graph, 0, DRIVE_FIXED);
    for (int i = 0; i < massc_kernel.buffer_count; i++)
        if (drive_area(&massc_kernel.buffers[i]) == DRIVE_NOISE)
            drive_noise = i;
    return at;
}

/* Returns 0 where the kernel leaves that to its host. */
int drive_draw(long count, void *out)
{
    if (massc_kernel.draw)
        massc_kernel.draw(0, 42, 0, count, 1, out);
    return massc_kernel.draw != 0;
}

/* Where results begin, and how many numbers there are, [number of a lane][lane]. */
const void *drive_results(long *count)
{
    const void *from = 0;

    *count = 0;
    for (int i = 0; i < massc_kernel.buffer_count; i++)
        if (drive_area(&massc_kernel.buffers[i]) == DRIVE_RESULT) {
            from = *count ? from : drive_at[i];
            *count += drive_numbers(&massc_kernel.buffers[i]);
        }
    return from;
}

/* As the host does: no call takes more steps than a recording has rows. All calls read the same
 * noise, from its first row on. */
static void drive_advance(long steps)
{
    const long most = drive_is_recorded ? DRIVE_ROWS : steps;

    for (drive_job.first = 0; drive_job.first < steps; drive_job.first += most) {
        drive_job.ticks = steps - drive_job.first < most ? steps - drive_job.first : most;
        massc_kernel.advance(&drive_job);
    }
}

/* [lives] lives of a block. */
void drive(const void *noise, long steps, long lives)
{
    if (drive_noise >= 0) {
        drive_at[drive_noise] = (void *)(unsigned long)noise;
        drive_rows[drive_noise] = steps;
    }
    drive_job.total = steps;
    for (; lives > 0; lives--) {
        if (drive_live)
            memset(drive_history, 0, drive_live);
        massc_kernel.start(&drive_job);
        if (massc_kernel.dead >= 0)
            drive_advance(steps);
        massc_kernel.results(&drive_job);
    }
}
