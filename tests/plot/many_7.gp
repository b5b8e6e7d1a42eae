---- counts.nc --phase p,q --log xy
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,7cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
4 9
5 7
6 8
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.13470589
set rmargin at screen 0.9588235
set bmargin at screen 0.16428572
set tmargin at screen 0.95714283
set xrange [3.9516389143173414:6.073429410021406]
set format x '%g'
set logscale x
set xtics (4, 5, 6)
set yrange [6.9125902833199175:9.113805016336498]
set format y '%g'
set logscale y
set ytics (7, 8, 9)
unset label
set label 1 'p [mV]' at screen 0.54676473, 0.042857144 center
set label 2 'q [nA]' at screen 0.05529412, 0.5607143 center rotate by 90
set key off
plot $curve0_0 using 1:2 with lines linewidth 1 linecolor rgb '#0072b2' notitle
---- counts.nc p,q
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 17cm,8.2cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
1 4
2 5
3 6
END
$curve1_0 << END
1 9
2 7
3 8
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set multiplot
set lmargin at screen 0.08794118
set rmargin at screen 0.9786765
set bmargin at screen 0.57012194
set tmargin at screen 0.9634146
set xrange [1:3]
set format x ''
unset logscale x
set xtics 0.2
set yrange [3.9:6.1]
set format y '%g'
unset logscale y
set ytics 0.5
unset label
set label 2 'p [mV]' at screen 0.02764706, 0.7667683 center rotate by 90
set key off
plot $curve0_0 using 1:2 with lines linewidth 1 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.08794118
set rmargin at screen 0.9786765
set bmargin at screen 0.1402439
set tmargin at screen 0.5335366
set xrange [1:3]
set format x '%g'
unset logscale x
set xtics 0.2
set yrange [6.9:9.1]
set format y '%g'
unset logscale y
set ytics 0.5
unset label
set label 1 'time' at screen 0.5333088, 0.036585364 center
set label 2 'q [nA]' at screen 0.02764706, 0.33689025 center rotate by 90
set key off
plot $curve1_0 using 1:2 with lines linewidth 1 linecolor rgb '#0072b2' notitle
unset multiplot
---- counts.nc p,q --kind overlay
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 17cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
1 4
2 5
3 6
END
$curve0_1 << END
1 9
2 7
3 8
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.04264706
set rmargin at screen 0.85588235
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [1:3]
set format x '%g'
unset logscale x
set xtics 0.2
set yrange [3.75:9.25]
set format y '%g'
unset logscale y
set ytics 1
unset label
set label 1 'time' at screen 0.4492647, 0.05 center
set key on left top Left reverse noenhanced samplen 1 spacing 1.1 width 0 height 0 at screen 0.8617647, 0.96666664
plot $curve0_0 using 1:2 with lines linewidth 1 linecolor rgb '#0072b2' title 'p [mV]', \
     $curve0_1 using 1:2 with lines linewidth 1 linecolor rgb '#d55e00' title 'q [nA]'
