---- written.nc u
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
0 3
1 1
2 2
3 5
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.13470589
set rmargin at screen 0.9588235
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [-0.09:3.09]
set format x '%g'
unset logscale x
set xtics 1
set yrange [0.8:5.2]
set format y '%g'
unset logscale y
set ytics 1
unset label
set label 1 'number' at screen 0.54676473, 0.05 center
set label 2 'u' at screen 0.05529412, 0.5708333 center rotate by 90
set key off
plot $curve0_0 using 1:2 with points pointtype 7 pointsize 0.7 linecolor rgb '#0072b2' notitle
---- written.nc v
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
1.3 0.41666666
1.9 0.41666666
2.5 0
3.1 0.41666666
3.7 0.41666666
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.17588235
set rmargin at screen 0.95735294
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [0.91:4.09]
set format x '%g'
unset logscale x
set xtics 0.5
set yrange [0:0.43750000000000006]
set format y '%g'
unset logscale y
set ytics 0.1
unset label
set label 1 'v' at screen 0.56661767, 0.05 center
set label 2 'density' at screen 0.05529412, 0.5708333 center rotate by 90
set key off
plot $curve0_0 using 1:2 with boxes fillstyle solid 0.6 border linewidth 0.4 linecolor rgb '#0072b2' notitle
---- written.nc same
massc: error: several variables of written.nc end in '.same'; write the whole name
---- written.nc a.same
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
0 1
1 2
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.17588235
set rmargin at screen 0.9588235
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [-0.03:1.03]
set format x '%g'
unset logscale x
set xtics 1
set yrange [0.95:2.05]
set format y '%g'
unset logscale y
set ytics 0.2
unset label
set label 1 'x' at screen 0.56735295, 0.05 center
set label 2 'a.same' at screen 0.05529412, 0.5708333 center rotate by 90
set key off
plot $curve0_0 using 1:2 with points pointtype 7 pointsize 0.7 linecolor rgb '#0072b2' notitle
---- written.nc
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
3 1
1 2
2 3
5 4
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.13470589
set rmargin at screen 0.95735294
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [0.88:5.12]
set format x '%g'
unset logscale x
set xtics 1
set yrange [0.85:4.15]
set format y '%g'
unset logscale y
set ytics 1
unset label
set label 1 'u' at screen 0.5460294, 0.05 center
set label 2 'of_u' at screen 0.05529412, 0.5708333 center rotate by 90
set key off
plot $curve0_0 using 1:2 with points pointtype 7 pointsize 0.7 linecolor rgb '#0072b2' notitle
