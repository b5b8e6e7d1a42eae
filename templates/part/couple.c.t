@ for index, q in ipairs(k.couplings) do
@   if q.pre then
/* ${q.def}: what an edge carries from its source. */
${signature("pre_" .. q.plain .. "_", q.pre, { "out_" })}
{
    ${lets(q.pre)}

    *out_ = ${q.pre.outs[1]};
}

@   end
/* ${q.def}: what a node makes of its weighted sum. */
${signature("post_" .. q.plain .. "_", q.post, { "out_" })}
{
    ${lets(q.post)}

    *out_ = ${q.post.outs[1]};
}

@ end
@ local from = reads("y")
/* The coupling inputs [c] of every node from the states [y]. */
static INLINE_ void couple(const struct kernel_job *job, int v, const real *restrict y,
                          real *restrict c)
{
    ${pointers(k.couple_needs)}
@ for index, q in ipairs(k.couplings) do
@   local pre, post = "pre_" .. q.plain .. "_", "post_" .. q.plain .. "_"
    {
        real sum[NODES];

@   if q.kind == "unrolled" then
@     for j = 0, k.nodes - 1 do
@       if q.pre then
        real x${j};
        ${call(pre, q.pre, reads("y", { source = j, node = j }), { "x" .. j })}
@       else
        const real x${j} = y[AT(${q.source}, ${j})];
@       end
@     end

@     for i, row in ipairs(q.rows) do
        ${row}
@     end
@   elseif q.pairwise then
        for (int i = 0; i < NODES; i++) {
            sum[i] = lanes(${k.zero});
            for (int j = 0; j < NODES; j++) {
                real x;
                ${call(pre, q.pre, reads("y", { source = "j", target = "i", node = "j" }), { "x" })}
                sum[i] = madd(${q.weight("i", "j")}, x, sum[i]);
            }
        }
@   else
@     if q.pre then
        real x[NODES];
        for (int j = 0; j < NODES; j++) {
            ${call(pre, q.pre, reads("y", { source = "j", node = "j" }), { "x[j]" })}
        }
@     end
@     local x = function(j) return q.pre and ("x[%s]"):format(j) or ("y[AT(%d, %s)]"):format(q.source, j) end
@     local tiled = k.nodes - k.nodes % 4
@     if tiled > 0 then
        /* Four rows at a time: four chains of sums in flight, each source read once. */
        for (int i = 0; i < ${tiled}; i += 4) {
            real s0 = lanes(${k.zero}), s1 = s0, s2 = s0, s3 = s0;
            for (int j = 0; j < NODES; j++) {
                const real x_j = ${x("j")};
                s0 = madd(${q.weight("i", "j")}, x_j, s0);
                s1 = madd(${q.weight("(i + 1)", "j")}, x_j, s1);
                s2 = madd(${q.weight("(i + 2)", "j")}, x_j, s2);
                s3 = madd(${q.weight("(i + 3)", "j")}, x_j, s3);
            }
            sum[i] = s0;
            sum[i + 1] = s1;
            sum[i + 2] = s2;
            sum[i + 3] = s3;
        }
@     end
@     if tiled < k.nodes then
        for (int i = ${tiled}; i < NODES; i++) {
            sum[i] = lanes(${k.zero});
            for (int j = 0; j < NODES; j++)
                sum[i] = madd(${q.weight("i", "j")}, ${x("j")}, sum[i]);
        }
@     end
@   end
        for (int i = 0; i < NODES; i++) {
            ${call(post, q.post, reads("y", { target = "i", node = "i", sum = "sum[i]" }), { ("c[AT(%d, i)]"):format(q.input) })}
        }
    }
@ end
}

