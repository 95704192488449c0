[Input(1, 8, 8)] [Conv(8, 3)] public partial class ;
