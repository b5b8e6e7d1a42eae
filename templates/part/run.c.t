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
        real *restrict y = (real *)job->state + v;
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
        real *restrict tally = (real *)job->tally + v;
@     for _, t in ipairs(k.tallies) do
@       if t.kind == "min" or t.kind == "max" then
        tally[${t.at}*VECS] = lanes(${t.kind == "min" and k.inf or k.minus_inf});
@       else
        tally[${t.at}*VECS] = lanes(${k.zero});
@       end
@       if t.kind == "sum" or t.kind == "squares" then
        tally[${t.at + 1}*VECS] = lanes(${k.zero});
@       end
@     end
@   end
        ((real *)job->dead)[v] = lanes(${k.zero});
    }
@ end
}

/* Takes job->steps steps with every vector of the block. */
static void advance(const struct kernel_job *job)
{
@ if not k.dynamics then
    (void)job;
@ else
    for (long n = 0; n < job->steps; n++)
        for (int v = 0; v < VECS; v++) {
            step(job, n, v);
@   if #k.tallies > 0 then
            if (job->observe)
                observe(job${k.sample.time and ", n" or ""}, v);
@   end
        }
@ end
}

@ if #k.results.outs > 0 then
@ local outs = map(k.results.outs, function(_, i) return ("out%d_"):format(i - 1) end)
/* The columns of the table from finished reductions and swept values. */
${signature("results", k.results, outs)}
{
    ${lets(k.results)}

@ for i, o in ipairs(outs) do
    *${o} = ${k.results.outs[i]};
@ end
}

@ end
/* Turns the tallies into results, the reductions in double. */
static void finish(const struct kernel_job *job)
{
@ if #k.results.outs == 0 then
    (void)job;
@ else
@   if #k.finished > 0 then
    const num *tally = (const num *)job->tally;
    num *done = (num *)job->work + ${k.work.done}*LANES;
@     local counts = false
@     for _, f in ipairs(k.finished) do counts = counts or f.kind == "mean" or f.kind == "std" or f.kind == "var" end
@     if counts then
    const double count = job->total*NODES;
@     end
    for (int l = 0; l < LANES; l++) {
@     for i, f in ipairs(k.finished) do
@       local sum = f.sum and ("((double)tally[%d*LANES + l] - (double)tally[%d*LANES + l])"):format(f.sum, f.sum + 1)
@       if f.kind == "mean" then
        done[${i - 1}*LANES + l] = (num)(${sum}/count);
@       elseif f.kind == "sum" then
        done[${i - 1}*LANES + l] = (num)${sum};
@       elseif f.kind == "var" or f.kind == "std" then
        {
            const double mean = ${sum}/count;
            const double square = ((double)tally[${f.other}*LANES + l] - (double)tally[${f.other + 1}*LANES + l])/count;
            const double var = square - mean*mean;
            done[${i - 1}*LANES + l] = (num)(var < 0.0 ? 0.0 : ${f.kind == "std" and "sqrt(var)" or "var"});
        }
@       else
        done[${i - 1}*LANES + l] = tally[${f.other}*LANES + l];
@       end
@     end
    }
@   end
    for (int v = 0; v < VECS; v++) {
        real *restrict out = (real *)job->result + v;
        ${pointers(k.finish_needs)}
        ${call("results", k.results, reads("y"), map(k.results.outs, function(_, i) return ("out[%d*VECS]"):format(i - 1) end))}
    }
@ end
}

/* The name is set by the host when the text becomes part of a larger program. */
#ifndef KERNEL_SYMBOL
#define KERNEL_SYMBOL massc_kernel
#endif
extern const struct kernel KERNEL_SYMBOL;
const struct kernel KERNEL_SYMBOL = {
    .abi = KERNEL_ABI, .bytes = REAL, .lanes = LANES, .width = WIDTH,
    .nodes = NODES, .states = ${#k.states}, .points = ${k.points}, .noises = ${k.noises},
    .tallies = ${k.tally_slots}, .results = ${#k.results.outs}, .work = ${k.work.size},
    .noise_lanes = ${k.noise_lanes and 1 or 0}, .name = "${k.exploration}",
    .start = start, .advance = advance, .finish = finish, .draw = ${k.noise and "draw" or "0"}
};
