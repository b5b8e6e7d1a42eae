@ local sums, squares = {}, {}
@ for _, t in ipairs(k.tallies) do
@   if t.kind == "sum" then sums[1] = t elseif t.kind == "squares" then squares[1] = t end
@ end
@ local outs = map(k.sample.outs, function(_, i) return ("x%d_"):format(i - 1) end)
/* What the observations look at, at one node after a step. */
${signature("sample", k.sample, outs)}
{
    ${lets(k.sample)}

@ for i, o in ipairs(outs) do
    *${o} = ${k.sample.outs[i]};
@ end
}

@ if #sums > 0 then
/* Kahan: [lost] is what the sum is too large by. */
static inline void add(real *restrict sum, real *restrict lost, real x)
{
    const real y = x - *lost;
    const real all = *sum + y;
    *lost = (all - *sum) - y;
    *sum = all;
}

@ end
@ if #squares > 0 then
/* The same for x*x, whose rounding error joins what is lost. */
static inline void add_square(real *restrict sum, real *restrict lost, real x)
{
    const real p = x*x;
    const real y = p - *lost;
    const real all = *sum + y;
    *lost = ((all - *sum) - y) - madd(x, x, -p);
    *sum = all;
}

@ end
/* Adds the state after a step to the tallies. */
static inline void observe(const struct kernel_job *job${k.sample.time and ", long n" or ""}, int v)
{
    ${pointers(k.observe_needs)}
    const real *restrict y = (const real *)job->state + v;
    real *restrict tally = (real *)job->tally + v;
@ if k.observe_inputs then
    real *restrict c = (real *)job->work + ${k.work.inputs}*VECS + v;
    couple(job, v, y, c);
@ end
@ for i, t in ipairs(k.tallies) do
    real a${i} = tally[${t.at}*VECS]${(t.kind == "sum" or t.kind == "squares") and (", b%d = tally[%d*VECS]"):format(i, t.at + 1) or ""};
@ end

    for (int i = 0; i < NODES; i++) {
        real ${table.concat(map(outs, function(o) return o end), ", ")};
        ${call("sample", k.sample, reads("y", { node = "i" }), outs)}
@ for i, t in ipairs(k.tallies) do
@   local x = ("x%d_"):format(t.sample)
@   if t.kind == "sum" then
        add(&a${i}, &b${i}, ${x});
@   elseif t.kind == "squares" then
        add_square(&a${i}, &b${i}, ${x});
@   elseif t.kind == "min" then
        a${i} = select(${x} < a${i}, ${x}, a${i});
@   elseif t.kind == "max" then
        a${i} = select(${x} > a${i}, ${x}, a${i});
@   else
        a${i} = ${x};
@   end
@ end
    }

@ for i, t in ipairs(k.tallies) do
    tally[${t.at}*VECS] = a${i};
@   if t.kind == "sum" or t.kind == "squares" then
    tally[${t.at + 1}*VECS] = b${i};
@   end
@ end
}

