[Linear(4)] public partial class N : Missing;
