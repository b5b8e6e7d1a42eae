set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
1.4 0.25
2.2 0.25
3 0.25
3.8 0.25
4.6 0.25
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.19647059
set rmargin at screen 0.95735294
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [0.8799999999999998:5.12]
set format x '%g'
unset logscale x
set xtics 1
set yrange [0:0.2625]
set format y '%g'
unset logscale y
set ytics 0.05
unset label
set label 1 'u' at screen 0.57691175, 0.05 center
set label 2 'density' at screen 0.05529412, 0.5708333 center rotate by 90
set key off
plot $curve0_0 using 1:2 with boxes fillstyle solid 0.6 border linewidth 0.4 linecolor rgb '#0072b2' notitle
