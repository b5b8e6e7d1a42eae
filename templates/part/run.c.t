@ if k.noise then
${read("part/noise.c")}

@ end
/* Prepares a block: hoisted values, the first state, empty tallies. */
static void start(const struct kernel_job *job)
{
@ if not k.dynamics then
    (void)job;
@ else
    for (int v = 0; v < VECS; v++) {
        real *restrict y = (real *)job->at[STATE] + v;
        ${pointers(k.start_needs)}
@   if #k.hoist.outs > 0 then
        ${call("hoist", k.hoist, reads("y"), { "held[0]" })}
@   end
        for (int i = 0; i < NODES; i++) {
@   if #k.hoist_node.outs > 0 then
            ${call("hoist_node", k.hoist_node, reads("y", { node = "i" }), { ("held[(%d + i)*VECS]"):format(#k.hoist.outs) })}
@   end
            ${call("initial", k.initial, reads("y", { node = "i" }), map(k.states, function(s) return ("y[AT(%d, i)]"):format(s.index) end))}
        }
@   if #k.tallies > 0 then
        real *restrict tally = (real *)job->at[TALLY] + v;
@     for _, t in ipairs(k.tallies) do
@       if t.kind == "min" or t.kind == "max" then
        tally[${t.at}*VECS] = lanes(${t.kind == "min" and k.inf or k.minus_inf});
@       elseif t.kind == "first" or t.kind == "last" then
        for (int i = 0; i < NODES; i++)
            tally[(${t.at} + i)*VECS] = lanes(${k.zero});
@       else
@         for slot = 0, (t.kind == "spread" and 3 or 2)*8//k.bytes - 1 do
        tally[${t.total*8//k.bytes + slot}*VECS] = lanes(${k.zero});
@         end
@       end
@     end
@   end
        ((real *)job->at[DEAD])[v] = lanes(${k.zero});
    }
@ end
}

/* Takes job->ticks steps with every vector of the block. */
static void advance(const struct kernel_job *job)
{
@ if not k.dynamics then
    (void)job;
@ else
    for (long n = 0; n < job->ticks; n++) {
@   if k.counts_steps then
        const long past = job->first + n - job->origin;
@   end
        for (int v = 0; v < VECS; v++) {
            step(job, n, v);
@   if #k.tallies > 0 then
            if (${k.counts_steps and "past >= 0" or "job->first + n >= job->origin"})
                observe(job${k.observe_needs.moment and ", n" or ""}${k.counts_steps and ", past" or ""}, v);
@   end
        }
    }
@ end
}

@ local function outs_of(part)
@   return map(part.outs, function(_, i) return ("out%d_"):format(i - 1) end)
@ end
@ for i, name in ipairs { "columns", "node_columns" } do
@   local part = i == 1 and k.results or k.node_results
@   if #part.outs > 0 then
@     local outs = outs_of(part)
/* The columns of the table${name == "node_columns" and " that keep the nodes, at one node," or ""} from finished reductions and swept values. */
${signature(name, part, outs)}
{
    ${lets(part)}

@     for i, o in ipairs(outs) do
    *${o} = ${part.outs[i]};
@     end
}

@   end
@ end
/* Turns the tallies into results, the reductions in double. */
static void results(const struct kernel_job *job)
{
@ if k.result_slots == 0 then
    (void)job;
@ else
@   local plain = false
@   for _, f in ipairs(k.finished) do
@     local kind = k.tallies[f.tally].kind
@     plain = plain or not (kind == "sum" or kind == "spread")
@   end
@   if plain then
    const num *tally = (const num *)job->at[TALLY];
@   end
@   if #k.finished > 0 then
    num *done = (num *)job->at[WORK] + ${k.work.done}*LANES;
@   end
@   if #k.sums > 0 then
    const double count = job->total*NODES;
    const long rest = (long)job->total % BLOCK;         /* steps of a block that did not end */

    for (int v = 0; v < VECS; v++) {
        union { wide w[3*PARTS]; double lane[3][WIDTH]; } all;
@     for i, t in ipairs(k.tallies) do
@       if t.kind == "sum" or t.kind == "spread" then
@         local spread = t.kind == "spread" and 1 or 0
        for (int slot = 0; slot < ${2 + spread}; slot++)
            for (int part = 0; part < PARTS; part++)
                all.w[slot*PARTS + part] = ((const wide *)job->at[TALLY])[((${t.total} + slot)*VECS + v)*PARTS + part];
        if (rest)
            gather((const real *)job->at[TALLY] + ${t.at}*VECS + v, all.w, PARTS, (job->total - (double)rest)*NODES, rest, ${spread});
        for (int l = 0; l < WIDTH; l++) {
@         for at, f in ipairs(k.finished) do
@           if f.tally == i then
@             local to = ("done[%d*LANES + v*WIDTH + l]"):format(at - 1)
@             local var = "var_of(all.lane[0][l], all.lane[2][l], count)"
@             if f.kind == "mean" then
            ${to} = (num)mean_of(all.lane[0][l], all.lane[1][l], count);
@             elseif f.kind == "sum" then
            ${to} = (num)(all.lane[0][l] + all.lane[1][l]);
@             else
            ${to} = (num)${f.kind == "std" and ("sqrt(%s)"):format(var) or var};
@             end
@           end
@         end
        }
@       end
@     end
    }
@   end
@   for at, f in ipairs(k.finished) do
@     local t = k.tallies[f.tally]
@     if not (t.kind == "sum" or t.kind == "spread") then
    for (int l = 0; l < LANES; l++)
        done[${at - 1}*LANES + l] = tally[${t.at}*LANES + l];
@     end
@   end
    for (int v = 0; v < VECS; v++) {
        real *restrict out = (real *)job->at[RESULT] + v;
        ${pointers(k.finish_needs)}
@   if #k.results.outs > 0 then
        ${call("columns", k.results, reads("y"), map(k.result_at, function(at) return ("out[%d*VECS]"):format(at) end))}
@   end
@   if #k.node_results.outs > 0 then
        for (int i = 0; i < NODES; i++) {
            ${call("node_columns", k.node_results, reads("y", { node = "i" }), map(k.node_result_at, function(at) return ("out[(%d + i)*VECS]"):format(at) end))}
        }
@   end
    }
@ end
}

static const struct kernel_axis axes[] = {
    { "lane", AXIS_LANE, LANES, -1, -1 },
    { "node", AXIS_NODE, NODES, -1, -1 }
};
static const struct kernel_clock clocks[] = { KERNEL_CLOCKS };
static const struct kernel_buffer buffers[] = {     /* name, life, over, slots, clock, rows, bytes */
@ for i, b in ipairs(k.buffers) do
    ${b.row}${i < #k.buffers and "," or ""}
@ end
};

/* The name is set by the host when the text becomes part of a larger program. */
#ifndef KERNEL_SYMBOL
#define KERNEL_SYMBOL massc_kernel
#endif
extern const struct kernel KERNEL_SYMBOL;
const struct kernel KERNEL_SYMBOL = {
    .abi = KERNEL_ABI, .bytes = REAL, .lanes = LANES, .width = WIDTH, .name = "${k.exploration}",
    .axes = axes, .axis_count = 2, .clocks = clocks, .clock_count = 4,
    .buffers = buffers, .buffer_count = ${#k.buffers}, .dead = ${k.dynamics and "DEAD" or "-1"},
    .start = start, .advance = advance, .results = results, .draw = ${k.noise and "draw" or "0"}
};
