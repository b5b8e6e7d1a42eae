@ local outs = map(k.sample.outs, function(_, i) return ("x%d_"):format(i - 1) end)
@ local held = { min = true, max = true }        -- one number for all nodes, kept in a local
/* What the observations look at, at one node after a step. */
${signature("sample", k.sample, outs)}
{
    ${lets(k.sample)}

@ for i, o in ipairs(outs) do
    *${o} = ${k.sample.outs[i]};
@ end
}

@ if #k.sums > 0 then
${read("part/gather.c")}

@ end
/* Adds the state after a step to the tallies.${k.counts_steps and " [past]: steps since t = 0." or ""} */
static INLINE_ void observe(const struct kernel_job *job${k.observe_needs.moment and ", long n" or ""}${k.counts_steps and ", long past" or ""}, int v)
{
    ${pointers(k.observe_needs)}
    const real *restrict y = (const real *)job->at[STATE] + v;
    real *restrict tally = (real *)job->at[TALLY] + v;
@ if #k.sums > 0 then
    const int place = (int)((unsigned long)past % BLOCK);
@ end
@ if k.observe_inputs then
    real *restrict c = (real *)job->at[WORK] + v;
    couple(job, v, y, c);
@ end
@ for i, t in ipairs(k.tallies) do
@   if held[t.kind] then
    real a${i} = tally[${t.at}*VECS];
@   elseif k.sums[1] and (t.kind == "sum" or t.kind == "spread") then
    real *restrict b${i} = tally + ${t.at}*VECS;
@   end
@ end

@ if #k.sums > 0 then
    if (place == 0)             /* a block begins: its bases */
        for (int i = 0; i < NODES; i++) {
            real ${table.concat(map(outs, function(o) return o end), ", ")};
            ${call("sample", k.sample, reads("y", { node = "i" }), outs)}
@   for i, t in ipairs(k.tallies) do
@     if t.kind == "sum" or t.kind == "spread" then
            b${i}[AT(0, i)] = ${("x%d_"):format(t.sample)};
            b${i}[AT(1, i)] = lanes(${k.zero});
@       if t.kind == "spread" then
            b${i}[AT(2, i)] = lanes(${k.zero});
@       end
@     end
@   end
        }
@ end
    for (int i = 0; i < NODES; i++) {
        real ${table.concat(map(outs, function(o) return o end), ", ")};
        ${call("sample", k.sample, reads("y", { node = "i" }), outs)}
@ for i, t in ipairs(k.tallies) do
@   local x = ("x%d_"):format(t.sample)
@   if t.kind == "sum" or t.kind == "spread" then
        const real d${i} = ${x} - b${i}[AT(0, i)];
        b${i}[AT(1, i)] = b${i}[AT(1, i)] + d${i};
@     if t.kind == "spread" then
        b${i}[AT(2, i)] = madd(d${i}, d${i}, b${i}[AT(2, i)]);
@     end
@   elseif t.kind == "min" then
        a${i} = select(either(${x} < a${i}, ${x} != ${x}), ${x}, a${i});
@   elseif t.kind == "max" then
        a${i} = select(either(${x} > a${i}, ${x} != ${x}), ${x}, a${i});
@   elseif t.kind == "first" then
        if (past == 0)
            tally[(${t.at} + i)*VECS] = ${x};
@   else
        tally[(${t.at} + i)*VECS] = ${x};
@   end
@ end
    }

@ for i, t in ipairs(k.tallies) do
@   if held[t.kind] then
    tally[${t.at}*VECS] = a${i};
@   end
@ end
@ if #k.sums > 0 then
    if (place == BLOCK - 1) {
        const double before = (double)(past - place)*NODES;
@   for i, t in ipairs(k.tallies) do
@     if t.kind == "sum" or t.kind == "spread" then
        gather(b${i}, (wide *)job->at[TALLY] + (${t.total}*VECS + v)*PARTS, VECS*PARTS, before, BLOCK, ${t.kind == "spread" and 1 or 0});
@     end
@   end
    }
@ end
}

